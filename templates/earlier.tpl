{{%AUTOESCAPE context="HTML"}}
<details class="revisions" id="earlier"{{#OPENED}} open{{/OPENED}}><summary>{{SUMMARY}}</summary>
{{#REVISION}}
<div class="revision {{OLD_SIDE}}">
<p class="meta">{{#OTHER_SIDE}}<span class="side">{{OLD_LABEL}}</span> {{/OTHER_SIDE}}@{own.until} <time datetime="{{STAMP}}">{{WHEN}}</time></p>
<div class="prose">
{{OLD_HTML:none}}
</div>
</div>
{{/REVISION}}
{{#OLDER}}
<p class="acts"><a href="/p/{{SLUG}}/comments/{{ID}}?older={{BEFORE}}#earlier">@{own.older}</a></p>
{{/OLDER}}
{{#NEWER}}
<p class="acts"><a href="/p/{{SLUG}}/comments/{{ID}}#earlier">@{own.newer}</a></p>
{{/NEWER}}
</details>
