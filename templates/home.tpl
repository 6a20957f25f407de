{{%AUTOESCAPE context="HTML"}}
<h1 class="vh p-name">{{SITE_TITLE}}</h1>
{{#INTRO}}
<p class="tagline">{{TAGLINE}}</p>
{{/INTRO}}
{{#DEBATE}}
<section class="hero h-entry" aria-labelledby="debate-title">
<p class="kicker">@{home.open_debate}{{#ENDS}} · <time datetime="{{CLOSING_STAMP}}">{{WORDS}}</time>{{/ENDS}}</p>
<h2 class="p-name" id="debate-title"><a class="u-url" href="/p/{{SLUG}}">{{QUESTION}}</a></h2>
<p class="summary p-summary">{{SUMMARY}}</p>
{{>TALLY}}
<p class="argue"><a class="button" href="/p/{{SLUG}}#reply">@{post.take_part}</a> <a class="more" href="/p/{{SLUG}}#comments">@{home.read}</a></p>
</section>
{{/DEBATE}}
{{#POSTS}}
<section class="posts" aria-labelledby="posts-title">
<h2 id="posts-title">@{home.posts}</h2>
{{#POST}}
<article class="line h-entry">
<h3 class="p-name"><a class="u-url" href="/p/{{SLUG}}">{{TITLE}}</a></h3>
<p class="byline"><time class="dt-published" datetime="{{STAMP}}">{{DATE}}</time>{{#OPEN}} · <span class="state">@{post.open}</span>{{/OPEN}}{{#ENDS}} · <span class="state">@{post.open}, <time datetime="{{CLOSING_STAMP}}">{{WORDS}}</time></span>{{/ENDS}}{{#CLOSED}} · <span class="state">@{post.closed}</span>{{/CLOSED}} · <a href="/p/{{SLUG}}#comments">{{COUNT}}</a></p>
<p class="summary p-summary">{{SUMMARY}}</p>
{{#SIDES}}
<p class="mini"><span class="pro"><b>{{PRO}}</b> <span class="side">{{LABEL_PRO}}</span></span> {{#BAR}}<svg class="bar" width="100%" height="10" aria-hidden="true" focusable="false"><rect class="pro" width="{{PRO_WIDTH}}%" height="100%"/><svg x="{{PRO_WIDTH}}%" width="{{CONTRA_WIDTH}}%" height="100%"><rect width="100%" height="100%" fill="url(#hatch) currentColor"/><rect class="gap" width="2" height="100%"/></svg></svg>{{/BAR}} <span class="contra"><span class="side">{{LABEL_CONTRA}}</span> <b>{{CONTRA}}</b></span></p>
{{/SIDES}}
</article>
{{/POST}}
</section>
{{/POSTS}}
{{#EMPTY}}
<p class="silence">@{home.empty}</p>
{{/EMPTY}}
{{#LINKED}}
<script type="application/ld+json">{{DATA_HTML:none}}</script>
{{/LINKED}}
{{#PAGER}}
<nav class="pager" aria-label="@{thread.pages}">
{{#PREVIOUS}}
<a rel="prev" href="{{PATH}}">← @{home.newer}</a>
{{/PREVIOUS}}
<span>@{thread.page} {{PAGE}}</span>
{{#FOLLOWING}}
<a rel="next" href="{{PATH}}">@{home.older} →</a>
{{/FOLLOWING}}
</nav>
{{/PAGER}}
