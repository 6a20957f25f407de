{{%AUTOESCAPE context="HTML"}}
<div class="error-page prose">
<p class="kicker">@{error.number} {{STATUS}}</p>
<h1>{{TITLE}}</h1>
<p>{{TEXT}}</p>
{{#REFERENCE}}
<p>@{error.reference} <code>{{NUMBER}}</code></p>
{{/REFERENCE}}
{{#TYPED}}
<p><label>@{form.your_text}<textarea rows="8" readonly>
{{TEXT:x-typed}}</textarea></label></p>
{{/TYPED}}
<p><a class="button" href="{{HOME}}">@{error.home}</a></p>
</div>
