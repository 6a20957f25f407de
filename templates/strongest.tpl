{{%AUTOESCAPE context="HTML"}}
<section class="strongest" aria-labelledby="strongest-title">
<h3 id="strongest-title">@{post.strongest}</h3>
<div class="pair">
{{#ARGUMENT}}
<article class="c {{SIDE_NAME}}">
<p class="meta"><span class="side">{{SIDE_LABEL}}</span> <b class="name">{{NAME}}</b></p>
<div class="prose">
{{BODY_HTML:none}}
</div>
<p class="acts"><a href="/p/{{SLUG}}?at={{ID}}#c{{ID}}">@{post.read_comment}<span class="vh"> {{ID}}</span></a></p>
</article>
{{/ARGUMENT}}
</div>
</section>
