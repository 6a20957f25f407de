{{%AUTOESCAPE context="HTML"}}
<header class="single">
<p class="kicker">{{HEADING}}</p>
<h1>{{TITLE}}</h1>
<p><a href="{{BACK}}">@{own.back}</a></p>
</header>
{{#REFUSED}}
<div class="reply refused">
<div class="problems" role="alert" tabindex="-1" autofocus><p>{{WHY}}</p></div>
{{#KEPT}}
<p><label for="copy">@{form.your_text}</label>
<textarea id="copy" rows="8" readonly>{{BODY:x-typed}}</textarea></p>
{{/KEPT}}
</div>
{{/REFUSED}}
{{#DELETE}}
<div class="reply">
{{>PROBLEMS}}
<div class="c {{SIDE_NAME}}">
<p class="meta">{{#SIDE}}<span class="side">{{SIDE_LABEL}}</span> {{/SIDE}}<b class="name">{{NAME}}</b></p>
<div class="prose">
{{BODY_HTML:none}}
</div>
</div>
<p>@{own.delete_means}</p>
<p class="note">{{UNTIL}}</p>
<form method="post" action="/p/{{SLUG}}/comments/{{ID}}/delete">
<input type="hidden" name="token" value="{{TOKEN:x-typed}}">
<p class="send"><button type="submit" class="main">@{own.delete_do}</button> <a class="button" href="{{BACK}}">@{own.keep}</a></p>
</form>
</div>
{{/DELETE}}
{{#EDIT}}
<p class="note">{{UNTIL}}</p>
{{/EDIT}}
{{>FORM}}
