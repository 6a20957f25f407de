{{%AUTOESCAPE context="HTML"}}
<article class="sheet">
<header>
<h1>{{HEADING}}</h1>
<p class="byline">{{#BYLINE}}@{post.by} {{AUTHOR}} · {{/BYLINE}}<time datetime="{{STAMP}}">{{DATE}}</time>{{#OPEN}} · @{post.open}{{/OPEN}}{{#OPEN_UNTIL}} · @{post.open_until} <time datetime="{{CLOSING_STAMP}}">{{CLOSING}}</time>{{/OPEN_UNTIL}}{{#CLOSED_ON}} · @{post.closed_on} <time datetime="{{CLOSING_STAMP}}">{{CLOSING}}</time>{{/CLOSED_ON}}{{#CLOSED}} · @{post.closed}{{/CLOSED}}</p>
</header>
<section aria-label="@{tally.title}">
{{>TALLY}}
</section>
{{#CONCLUDED}}
<section class="conclusion" aria-labelledby="conclusion-title">
<h2 id="conclusion-title">@{post.conclusion}</h2>
<div class="prose">
{{CONCLUSION_HTML:none}}
</div>
</section>
{{/CONCLUDED}}
{{#EMPTY}}
<p class="note">@{sheet.empty}</p>
{{/EMPTY}}
{{#COLUMNS}}
<div class="columns">
{{#COLUMN}}
<section class="{{SIDE_NAME}}" aria-labelledby="sheet-{{SIDE_NAME}}">
<h2 id="sheet-{{SIDE_NAME}}"><span class="side">{{SIDE_LABEL}}</span></h2>
{{#NOTHING}}
<p class="note">{{WHY}}</p>
{{/NOTHING}}
{{#ARGUMENTS}}
<ol>
{{#ARGUMENT}}
<li>
<p class="meta"><b class="name">{{NAME}}</b> <a href="/p/{{SLUG}}?at={{ID}}#c{{ID}}">#{{ID}}</a> <time datetime="{{STAMP}}">{{WHEN}}</time></p>
<div class="prose">
{{BODY_HTML:none}}
</div>
</li>
{{/ARGUMENT}}
</ol>
{{/ARGUMENTS}}
</section>
{{/COLUMN}}
</div>
{{/COLUMNS}}
<footer>
<p class="note">{{#BEST}}@{sheet.best} {{/BEST}}{{#BEST_OF_ONE}}@{sheet.best_of_one} {{/BEST_OF_ONE}}@{sheet.whole} <a href="/p/{{SLUG}}">{{ADDRESS}}</a></p>
</footer>
</article>
