{{%AUTOESCAPE context="HTML"}}
<div class="error-page prose">
<h1>{{TITLE}}</h1>
<p>{{TEXT}}</p>
{{#AGAIN}}
<form method="post" action="{{ACTION}}">
<input type="hidden" name="token" value="{{TOKEN:x-typed}}">
<button type="submit" class="main" name="{{FIELD}}" value="{{VALUE:x-typed}}">{{LABEL}}</button>
</form>
{{/AGAIN}}
<p><a class="button" href="{{BACK}}">@{reaction.back}</a></p>
</div>
