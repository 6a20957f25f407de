{{%AUTOESCAPE context="HTML"}}
{{#ARTICLE}}
<article class="post">
<data class="u-url" value="/p/{{SLUG}}"></data>
<header>
{{#KICKER}}
<p class="kicker">{{TITLE}}</p>
{{/KICKER}}
<h1 class="p-name">{{HEADING}}</h1>
<p class="byline">{{#BYLINE}}@{post.by} <span class="p-author h-card">{{AUTHOR}}</span> · {{/BYLINE}}<time class="dt-published" datetime="{{STAMP}}">{{DATE}}</time>{{#OPEN}} · <span class="state">@{post.open}</span>{{/OPEN}}{{#OPEN_UNTIL}} · <span class="state">@{post.open_until} <time datetime="{{CLOSING_STAMP}}">{{CLOSING}}</time></span>{{/OPEN_UNTIL}}{{#CLOSED_ON}} · <span class="state">@{post.closed_on} <time datetime="{{CLOSING_STAMP}}">{{CLOSING}}</time></span>{{/CLOSED_ON}}{{#CLOSED}} · <span class="state">@{post.closed}</span>{{/CLOSED}}{{#DRAFT}} · <strong class="state">@{post.draft}</strong>{{/DRAFT}}{{#TO_DEBATE}} · <a href="#tally">@{post.to_debate}</a>{{/TO_DEBATE}}</p>
</header>
{{#CONCLUDED}}
<section id="conclusion" class="conclusion" aria-labelledby="conclusion-title">
<h2 id="conclusion-title">@{post.conclusion}</h2>
<div class="prose">
{{CONCLUSION_HTML:none}}
</div>
<section id="tally" aria-label="@{tally.title}">
{{>TALLY}}
</section>
{{>TOP_ARGUMENTS}}
</section>
{{/CONCLUDED}}
<div class="prose e-content">
{{BODY_HTML:none}}
</div>
</article>
{{/ARTICLE}}
{{#DEBATE}}
<section id="tally" aria-label="@{tally.title}">
{{>TALLY}}
{{#ARGUE}}
<p class="argue"><a class="button pro" href="#side"><span class="side">@{post.argue_pro}</span></a> <a class="button contra" href="#side-contra"><span class="side">@{post.argue_contra}</span></a></p>
{{/ARGUE}}
{{#TAKE_PART}}
<p class="argue"><a class="button" href="#side">@{post.take_part}</a></p>
{{/TAKE_PART}}
</section>
{{>STANCE}}
{{/DEBATE}}
{{#LINKED}}
<script type="application/ld+json">{{DATA_HTML:none}}</script>
{{/LINKED}}
{{#COMMENTS}}
<section id="comments" data-tallied="{{TALLIED}}" aria-labelledby="comments-title">
<h2 id="comments-title">{{COUNT}}</h2>
{{>VIEW_OPTIONS}}
{{#DONE}}
<p id="done" class="held" role="status" tabindex="-1">{{TEXT}}</p>
{{/DONE}}
{{#WAITING}}
<section id="held" class="held" tabindex="-1" aria-label="@{thread.waiting}">
{{#HELD}}
<p role="status"><strong>@{form.held}{{#HELD_YOURS}} @{form.held_yours}{{/HELD_YOURS}}</strong>{{#HELD_ASKED}} @{own.asked}{{/HELD_ASKED}}</p>
{{/HELD}}
{{#WAITING_COMMENT}}
<article class="c {{SIDE_NAME}}">
<h3 class="vh">@{thread.comment}{{#SIDE}}, {{SIDE_LABEL}}{{/SIDE}}, @{thread.by} {{NAME}}</h3>
<p class="meta">{{#SIDE}}<span class="side">{{SIDE_LABEL}}</span> {{/SIDE}}<b class="name">{{NAME}}</b> <span class="badge">@{thread.waits}</span> <time datetime="{{STAMP}}">{{WHEN}}</time></p>
<div class="prose">
{{BODY_HTML:none}}
</div>
{{#ERASABLE}}
<p class="acts"><a href="/p/{{SLUG}}/comments/{{ID}}/edit">@{own.edit} · @{own.until} <time datetime="{{END_STAMP}}">{{END}}</time></a> <a href="/p/{{SLUG}}/comments/{{ID}}/delete">@{own.delete}</a></p>
{{/ERASABLE}}
</article>
{{/WAITING_COMMENT}}
</section>
{{/WAITING}}
{{#NOBODY}}
<p class="silence">@{thread.nobody}</p>
{{/NOBODY}}
{{>TOP_ARGUMENTS}}
{{#HEADS}}
<div class="heads" aria-hidden="true"><p class="pro"><span class="side">{{LABEL_PRO}}</span></p><p class="contra"><span class="side">{{LABEL_CONTRA}}</span></p></div>
{{/HEADS}}
{{>THREADS}}
{{#EVERY_ANSWERED}}
<p class="silence">@{thread.every_answered}</p>
{{/EVERY_ANSWERED}}
{{#ONE_SIDED}}
<p class="silence"><a href="#side">{{TEXT}}</a></p>
{{/ONE_SIDED}}
{{#PAGER}}
<nav class="pager" aria-label="@{thread.pages}">
{{#PREVIOUS}}
<a rel="prev" href="{{PATH}}#comments">← @{thread.previous}</a>
{{/PREVIOUS}}
<span>@{thread.page} {{PAGE}}</span>
{{#FOLLOWING}}
<a rel="next" href="{{PATH}}#comments">@{thread.next} →</a>
{{/FOLLOWING}}
</nav>
{{/PAGER}}
</section>
{{>FORM}}
{{>FOLLOW}}
{{/COMMENTS}}
{{#SINGLE}}
<header class="single">
<p class="kicker">@{thread.single}</p>
<h1>{{HEADING}}</h1>
<p><a href="/p/{{SLUG}}">@{thread.whole}</a></p>
</header>
<section aria-labelledby="thread-title">
<h2 class="vh" id="thread-title">@{thread.thread}</h2>
{{>THREADS}}
{{#PARTS}}
<nav class="pager" aria-label="@{thread.pages}">
{{#EARLIER}}
<a rel="prev" href="{{PATH}}">← @{thread.earlier}</a>
{{/EARLIER}}
{{#LATER}}
<a rel="next" href="{{PATH}}">@{thread.later} →</a>
{{/LATER}}
</nav>
{{/PARTS}}
</section>
{{>FORM}}
{{/SINGLE}}
{{>COMFORT}}
{{#REACTION}}
<form id="reaction" method="post"><input type="hidden" name="token" value="{{TOKEN:x-typed}}"></form>
{{/REACTION}}
