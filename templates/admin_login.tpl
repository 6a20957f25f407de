{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>{{HEADING}}</h1>
{{>PROBLEMS}}
<form class="fields" method="post" action="/admin/login">
<input type="hidden" name="token" value="{{TOKEN:x-typed}}">
<input type="hidden" name="next" value="{{NEXT:x-typed}}">
<div class="field">
<label for="name">@{admin.login.name}</label>
<input id="name" name="name" value="{{NAME:x-typed}}" autocomplete="username" autocapitalize="none" spellcheck="false" required{{#NAME_PROBLEM}} aria-invalid="true" aria-describedby="name-problem"{{/NAME_PROBLEM}}>
{{#NAME_PROBLEM}}
<p class="problem" id="name-problem">{{PROBLEM}}</p>
{{/NAME_PROBLEM}}
</div>
<div class="field">
<label for="password">@{admin.login.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required{{#PASSWORD_PROBLEM}} aria-invalid="true" aria-describedby="password-problem"{{/PASSWORD_PROBLEM}}>
{{#PASSWORD_PROBLEM}}
<p class="problem" id="password-problem">{{PROBLEM}}</p>
{{/PASSWORD_PROBLEM}}
</div>
<p class="actions"><button type="submit" class="main">@{admin.login.submit}</button></p>
</form>
<p class="hint">@{admin.login.forgotten}</p>
</div>
