{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>@{mailbox.manage.title}</h1>
{{#SAVED}}
<div class="notice" role="status"><p>@{mailbox.manage.saved}</p></div>
{{/SAVED}}
{{#NONE}}
<p>@{mailbox.manage.none}</p>
{{/NONE}}
<form method="post" action="/mail/manage">
<input type="hidden" name="key" value="{{KEY:x-typed}}">
{{#FOLLOWED}}
<ul>
{{#POST}}
<li><a href="/p/{{SLUG}}">{{TITLE}}</a><br>{{WHAT}} <button type="submit" name="stop" value="{{POST_ID:x-typed}}" aria-label="@{mailbox.manage.stop}: {{TITLE}}">@{mailbox.manage.stop}</button></li>
{{/POST}}
</ul>
<p class="send"><button type="submit" name="stop" value="all">@{mailbox.manage.stop_all}</button></p>
{{/FOLLOWED}}
<h2>@{mailbox.manage.erase_title}</h2>
<p>@{mailbox.manage.erase_text}</p>
<p class="send"><button type="submit" name="erase" value="1">@{mailbox.manage.erase}</button></p>
</form>
</div>
