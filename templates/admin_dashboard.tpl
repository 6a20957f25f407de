{{%AUTOESCAPE context="HTML"}}
<h1>{{HEADING}}</h1>
{{#UNREAD}}
<div class="notice notice-bad" role="alert"><p>{{WORDS}}</p></div>
{{/UNREAD}}
{{#STATUS}}
<div class="notice" role="status"><p>{{WORDS}}</p></div>
{{/STATUS}}
<section aria-labelledby="waiting">
<h2 id="waiting">@{admin.dashboard.waiting}</h2>
{{#NOTHING_WAITS}}
<p class="empty">@{admin.dashboard.nothing_waits}</p>
{{/NOTHING_WAITS}}
{{#WAITING}}
<ul class="waiting">
{{#ITEM}}
<li><a href="{{URL}}">{{WORDS}}</a></li>
{{/ITEM}}
</ul>
{{/WAITING}}
</section>
<section aria-labelledby="posts">
<div class="heading-row">
<h2 id="posts">@{admin.dashboard.posts}</h2>
<p><a class="button" href="/admin/posts/new">@{admin.posts.new}</a></p>
</div>
{{>POSTS}}
<p><a href="/admin/posts">@{admin.dashboard.all_posts}</a></p>
</section>
<section aria-labelledby="recent">
<h2 id="recent">@{admin.dashboard.recent}</h2>
{{#NO_RECENT}}
<p class="empty">@{admin.dashboard.no_recent}</p>
{{/NO_RECENT}}
{{#RECENT}}
<ul class="rows">
{{#DECISION}}
<li>
<div class="row-text">
<p class="row-title">{{WORDS}}</p>
<p class="meta"><span>{{WRITER}}{{#OTHERS}}, …{{/OTHERS}}</span> <a href="/p/{{POST_SLUG}}">{{POST_TITLE}}</a></p>
<p class="meta">{{#UNDONE}}<span class="badge">@{admin.dashboard.undone}</span> {{/UNDONE}}<time datetime="{{DATETIME}}">{{TIME}}</time>{{#BY}} <span>{{NAME}}</span>{{/BY}}</p>
</div>
{{#UNDO}}
<form class="press" method="post" action="/admin/comments">
<input type="hidden" name="token" value="{{TOKEN:x-typed}}">
<input type="hidden" name="batch" value="{{BATCH:x-typed}}">
<input type="hidden" name="seen" value="{{SEEN:x-typed}}">
<button type="submit" name="do" value="undo">@{admin.undo}<span class="vh">: {{WORDS}}</span></button>
</form>
{{/UNDO}}
</li>
{{/DECISION}}
</ul>
{{/RECENT}}
</section>
