{{%AUTOESCAPE context="HTML"}}
{{#EMPTY}}
<p class="empty">@{admin.posts.empty}</p>
{{/EMPTY}}
{{#LIST}}
<ul class="rows">
{{#POST}}
<li>
<div class="row-text">
<p class="row-title"><a href="{{EDIT_URL}}" lang="{{LANG}}">{{TITLE}}</a></p>
<p class="meta">{{#DRAFT}}<span class="badge draft">@{admin.posts.draft}</span> {{/DRAFT}}{{#CLOSED}}<span class="badge">@{admin.posts.closed}</span> {{/CLOSED}}{{#SIDES}}<span class="pro"><span class="side">{{LABEL_PRO}} {{PRO}}</span></span> <span class="contra"><span class="side">{{LABEL_CONTRA}} {{CONTRA}}</span></span> {{/SIDES}}<span>{{COMMENTS}}</span> <time datetime="{{DATETIME}}">{{TIME}}</time></p>
{{#CLOSES}}
<p class="meta"><time datetime="{{CLOSING_STAMP}}">{{WORDS}}</time></p>
{{/CLOSES}}
{{#CONCLUDE}}
<p class="meta"><a href="{{EDIT_URL}}#conclusion">{{WORDS}}</a></p>
{{/CONCLUDE}}
</div>
<p><a class="button" href="{{VIEW_URL}}">{{#DRAFT}}@{admin.posts.preview}{{/DRAFT}}{{#PUBLISHED}}@{admin.posts.view}{{/PUBLISHED}}<span class="vh" lang="{{LANG}}">: {{TITLE}}</span></a></p>
</li>
{{/POST}}
</ul>
{{/LIST}}
