{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>{{HEADING}}</h1>
{{#UNREAD}}
<div class="problems" role="alert"><p>{{WORDS}}</p></div>
{{/UNREAD}}
<div class="c {{SIDE_NAME}}">
<p class="meta">{{#SIDE}}<span class="side">{{SIDE_LABEL}}</span> {{/SIDE}}<b class="name">{{NAME}}</b> <span class="note">@{mailbox.moderation.in} <a href="/p/{{SLUG}}">{{TITLE}}</a></span></p>
<div class="prose">
{{BODY_HTML:none}}
</div>
</div>
<form method="post" action="/mail/decide">
<input type="hidden" name="key" value="{{KEY:x-typed}}">
<input type="hidden" name="do" value="{{DO:x-typed}}">
<input type="hidden" name="seen" value="{{SEEN:x-typed}}">
<p class="send"><button type="submit" class="main">{{BUTTON}}</button></p>
</form>
</div>
