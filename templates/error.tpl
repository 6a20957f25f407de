{{%AUTOESCAPE context="HTML"}}
<div class="error-page prose">
<p class="kicker">@{error.number} {{STATUS}}</p>
<h1>{{TITLE}}</h1>
<p>{{TEXT}}</p>
{{#REFERENCE}}
<p>@{error.reference} <code>{{NUMBER}}</code></p>
{{/REFERENCE}}
<p><a class="button" href="{{HOME}}">@{error.home}</a></p>
</div>
