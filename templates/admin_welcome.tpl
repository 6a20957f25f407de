{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>{{HEADING}}</h1>
<p>{{GREETING}}</p>
{{>PROBLEMS}}
<form class="fields" method="post" action="/admin/welcome">
<input type="hidden" name="key" value="{{KEY:x-typed}}">
<input name="username" value="{{NAME:x-typed}}" autocomplete="username" hidden>
<div class="field">
<label for="password">@{admin.password.new}</label>
<p class="hint" id="password-hint">{{PASSWORD_HINT}}</p>
<input id="password" name="password" type="password" autocomplete="new-password" required aria-describedby="password-hint{{#PASSWORD_PROBLEM}} password-problem{{/PASSWORD_PROBLEM}}"{{#PASSWORD_PROBLEM}} aria-invalid="true"{{/PASSWORD_PROBLEM}}>
{{#PASSWORD_PROBLEM}}
<p class="problem" id="password-problem">{{PROBLEM}}</p>
{{/PASSWORD_PROBLEM}}
</div>
<div class="field">
<label for="again">@{admin.password.again}</label>
<input id="again" name="again" type="password" autocomplete="new-password" required{{#AGAIN_PROBLEM}} aria-invalid="true" aria-describedby="again-problem"{{/AGAIN_PROBLEM}}>
{{#AGAIN_PROBLEM}}
<p class="problem" id="again-problem">{{PROBLEM}}</p>
{{/AGAIN_PROBLEM}}
</div>
<p class="actions"><button type="submit" class="main">@{admin.welcome.submit}</button></p>
</form>
</div>
