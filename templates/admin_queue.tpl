{{%AUTOESCAPE context="HTML"}}
<h1>{{HEADING}}</h1>
<nav class="filters" aria-label="@{admin.queue.tabs}">
<ul>
{{#TAB}}
<li><a href="{{URL}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{WORD}} <span class="count">{{COUNT}}</span></a></li>
{{/TAB}}
</ul>
</nav>
{{>PROBLEMS}}
{{#NOTHING_MARKED}}
<div class="notice notice-bad" role="alert"><p>@{admin.queue.nothing_marked}</p></div>
{{/NOTHING_MARKED}}
{{#UNREAD}}
<div class="notice notice-bad" role="alert"><p>{{WORDS}}</p></div>
{{/UNREAD}}
{{#STATUS}}
<div class="notice" role="status">
<p>{{WORDS}}</p>
{{#UNDO}}
<form class="press" method="post" action="/admin/comments" data-undo>
<input type="hidden" name="token" value="{{TOKEN:x-typed}}">
<input type="hidden" name="state" value="{{STATE:x-typed}}">
<input type="hidden" name="batch" value="{{BATCH:x-typed}}">
<input type="hidden" name="seen" value="{{SEEN:x-typed}}">
<button type="submit" name="do" value="undo">@{admin.undo}</button>
</form>
{{/UNDO}}
</div>
{{/STATUS}}
{{#EMPTY}}
<p class="empty">{{WORDS}}</p>
{{/EMPTY}}
{{#LIST}}
<form id="queue" method="post" action="/admin/comments">
<input type="hidden" name="token" value="{{TOKEN:x-typed}}">
<input type="hidden" name="state" value="{{STATE:x-typed}}">
<input type="hidden" name="page" value="{{PAGE:x-typed}}">
<input type="hidden" name="seen" value="{{SEEN:x-typed}}">
<div class="bar">
<label class="mark-all" hidden><input type="checkbox" data-mark-all> @{admin.queue.mark_all}</label>
{{>BAR_TOP}}
</div>
<h2 class="vh">@{admin.queue.list}</h2>
<ol class="entries">
{{#ENTRY}}
<li class="entry c {{SIDE_NAME}}">
<h3 class="entry-head"><label class="mark"><input type="checkbox" name="ids" value="{{ID:x-typed}}"{{#MARKED}} checked{{/MARKED}}><span><span class="vh">@{admin.queue.mark} {{ID}}: </span>{{#SIDE}}<span class="side">{{LABEL}}</span> {{/SIDE}}<span class="entry-name">{{NAME}}</span></span></label></h3>
<p class="meta">{{#AUTHOR}}<span class="badge">@{admin.queue.author}</span> {{/AUTHOR}}{{#WRITER}}<span>{{WORDS}}</span> {{/WRITER}}<time datetime="{{DATETIME}}">{{TIME}}</time>{{#EDITED}} <span>@{own.edited} <time datetime="{{DATETIME}}">{{TIME}}</time></span>{{/EDITED}}{{#RETAGGED_FROM}} <span class="retagged">{{WORDS}}</span>{{/RETAGGED_FROM}}{{#ANSWERS}} <span class="to">@{admin.queue.answers} <a href="{{URL}}">{{NAME}}</a></span>{{/ANSWERS}}{{#ANSWERS_REMOVED}} <span class="to">@{thread.answers_removed}</span>{{/ANSWERS_REMOVED}}</p>
<p class="meta"><span>@{admin.queue.in} <a href="{{POST_URL}}" lang="{{POST_LANG}}">{{POST_TITLE}}</a></span>{{#PERMALINK}} <a href="{{URL}}">@{admin.queue.permalink}<span class="vh"> {{ID}}</span></a>{{/PERMALINK}}</p>
{{#HELD}}
<p class="why"><strong>@{admin.queue.held}</strong> {{WORDS}}</p>
{{/HELD}}
<div class="prose" lang="{{POST_LANG}}">
{{BODY_HTML:none}}
</div>
{{#WEBSITE}}
<p class="meta"><span>@{admin.queue.website} <a href="{{URL}}" rel="nofollow ugc noopener noreferrer">{{URL}}</a></span></p>
{{/WEBSITE}}
</li>
{{/ENTRY}}
</ol>
<div class="bar">
{{>BAR_BOTTOM}}
</div>
</form>
<div class="keys" hidden data-keys>
<button type="button" aria-pressed="false" data-keys-switch>@{admin.keys.switch}</button>
<dl>
<div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>@{admin.keys.move}</dd></div>
<div><dt><kbd>x</kbd></dt><dd>@{admin.keys.mark}</dd></div>
<div><dt><kbd>a</kbd></dt><dd>@{admin.do.approve}</dd></div>
<div><dt><kbd>s</kbd></dt><dd>@{admin.do.spam}</dd></div>
<div><dt><kbd>r</kbd></dt><dd>@{admin.do.reject}</dd></div>
<div><dt><kbd>d</kbd></dt><dd>@{admin.do.delete}</dd></div>
<div><dt><kbd>p</kbd></dt><dd>@{side.pro}</dd></div>
<div><dt><kbd>c</kbd></dt><dd>@{side.contra}</dd></div>
<div><dt><kbd>z</kbd></dt><dd>@{admin.undo}</dd></div>
</dl>
</div>
{{/LIST}}
{{>PAGER}}
