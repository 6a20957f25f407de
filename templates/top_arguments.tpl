{{%AUTOESCAPE context="HTML"}}
<section class="leaders" aria-labelledby="leaders">
<h3 id="leaders">{{#STRONGEST}}@{thread.strongest}{{/STRONGEST}}{{#FIRST}}@{thread.one_of_each}{{/FIRST}}</h3>
{{#CARD}}
<div class="leader {{SIDE_NAME}}">
<p class="meta"><span class="side">{{SIDE_LABEL}}</span> <b class="name">{{NAME}}</b></p>
<p>{{TEXT}}</p>
<p class="note">{{#SUPPORTED}}{{SUPPORTERS}} {{/SUPPORTED}}<a href="#c{{ID}}">{{READ}}<span class="vh"> @{thread.comment} {{ID}}</span></a></p>
</div>
{{/CARD}}
</section>
