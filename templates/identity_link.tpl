{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>@{mailbox.identity_link.title}</h1>
<p>@{mailbox.identity_link.text}</p>
{{>PROBLEMS}}
<form method="post" action="/continue" novalidate>
<input type="hidden" name="token" value="{{TOKEN:x-typed}}">
<input type="hidden" name="lang" value="{{LANG:x-typed}}">
<div class="field">
<label for="email">@{mailbox.identity_link.email}</label>
<input id="email" name="email" inputmode="email" value="{{EMAIL:x-typed}}" autocomplete="email"{{#INVALID}} aria-invalid="true"{{/INVALID}}>
</div>
<p class="send"><button type="submit" class="main">@{mailbox.identity_link.submit}</button></p>
</form>
</div>
