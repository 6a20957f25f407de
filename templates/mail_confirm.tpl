{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>@{mailbox.request.title}</h1>
<p>@{mailbox.request.text}</p>
{{#REQUEST}}
<form method="post" action="/mail/confirm">
<input type="hidden" name="key" value="{{KEY:x-typed}}">
<input type="hidden" name="id" value="{{ID:x-typed}}">
<h2 id="r{{ID}}">{{WHO}}</h2>
{{#COMMENT}}
<p><a href="{{HREF}}">@{mailbox.request.see}</a></p>
{{/COMMENT}}
{{#LINES}}
<ul>
{{#LINE}}
<li>{{TEXT}}</li>
{{/LINE}}
</ul>
{{/LINES}}
{{#JOINS}}
<p>@{mailbox.request.joins}</p>
{{/JOINS}}
{{#TAKEN}}
<p>@{mailbox.request.taken}</p>
{{/TAKEN}}
<p class="send">{{#JOINS}}<button type="submit" aria-describedby="r{{ID}}" class="main" name="do" value="mine">@{mailbox.request.mine}</button> {{/JOINS}}{{#NOTICES_ONLY}}<button type="submit" aria-describedby="r{{ID}}" name="do" value="notices">@{mailbox.request.notices_only}</button> {{/NOTICES_ONLY}}{{#NOTICES}}<button type="submit" aria-describedby="r{{ID}}" class="main" name="do" value="notices">@{mailbox.request.notices}</button> {{/NOTICES}}<button type="submit" aria-describedby="r{{ID}}" name="do" value="never">@{mailbox.request.never}</button></p>
</form>
{{/REQUEST}}
</div>
