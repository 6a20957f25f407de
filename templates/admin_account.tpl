{{%AUTOESCAPE context="HTML"}}
<h1>{{HEADING}}</h1>
{{#PASSWORD_SAVED}}
<div class="notice" role="status"><p>@{admin.account.saved}</p></div>
{{/PASSWORD_SAVED}}
{{#MAIL_SAVED}}
<div class="notice" role="status"><p>@{admin.account.mail_saved}</p></div>
{{/MAIL_SAVED}}
{{>PROBLEMS}}
<section aria-labelledby="change">
<h2 id="change">@{admin.account.change}</h2>
<form class="fields" method="post" action="/admin/account">
<input type="hidden" name="token" value="{{TOKEN:x-typed}}">
<input name="username" value="{{ACCOUNT:x-typed}}" autocomplete="username" hidden>
<div class="field">
<label for="current">@{admin.account.current}</label>
<input id="current" name="current" type="password" autocomplete="current-password" required{{#CURRENT_PROBLEM}} aria-invalid="true" aria-describedby="current-problem"{{/CURRENT_PROBLEM}}>
{{#CURRENT_PROBLEM}}
<p class="problem" id="current-problem">{{PROBLEM}}</p>
{{/CURRENT_PROBLEM}}
</div>
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
<p class="actions"><button type="submit" class="main" name="do" value="password">@{admin.account.change_submit}</button></p>
</form>
</section>
<section aria-labelledby="mail">
<h2 id="mail">@{admin.account.mail_title}</h2>
{{#MAIL_OFF}}
<p>@{admin.account.mail_off}</p>
{{/MAIL_OFF}}
{{#MAIL}}
<form class="fields" method="post" action="/admin/account">
<input type="hidden" name="token" value="{{TOKEN:x-typed}}">
<div class="field">
<label for="email">@{admin.account.mail_address}</label>
<p class="hint" id="email-hint">@{admin.account.mail_hint}</p>
<input id="email" name="email" inputmode="email" value="{{EMAIL:x-typed}}" autocomplete="email" aria-describedby="email-hint{{#EMAIL_PROBLEM}} email-problem{{/EMAIL_PROBLEM}}"{{#EMAIL_PROBLEM}} aria-invalid="true"{{/EMAIL_PROBLEM}}>
{{#EMAIL_PROBLEM}}
<p class="problem" id="email-problem">{{PROBLEM}}</p>
{{/EMAIL_PROBLEM}}
{{#MAIL_WAITS}}
<p class="hint"><strong>@{admin.account.mail_waits}</strong></p>
{{/MAIL_WAITS}}
</div>
<fieldset class="field">
<legend>@{admin.account.notify}</legend>
<label class="choice"><input type="radio" name="notify" value="nothing"{{#NOTHING}} checked{{/NOTHING}}> <span>@{admin.account.notify_nothing}</span></label>
<label class="choice"><input type="radio" name="notify" value="each"{{#EACH}} checked{{/EACH}}> <span>@{admin.account.notify_each}</span></label>
<label class="choice"><input type="radio" name="notify" value="daily"{{#DAILY}} checked{{/DAILY}}> <span>@{admin.account.notify_daily}</span></label>
</fieldset>
<p class="actions"><button type="submit" class="main" name="do" value="mail">@{admin.save}</button></p>
</form>
{{/MAIL}}
</section>
<section aria-labelledby="sessions">
<h2 id="sessions">@{admin.account.sessions_title}</h2>
<p>{{SESSIONS}}</p>
<form method="post" action="/admin/account">
<input type="hidden" name="token" value="{{TOKEN:x-typed}}">
<p class="actions"><button type="submit" name="do" value="signout">@{admin.account.signout}</button></p>
<p class="hint">@{admin.account.signout_hint}</p>
</form>
</section>
