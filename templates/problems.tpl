{{%AUTOESCAPE context="HTML"}}
<div class="problems" id="problems" role="alert" tabindex="-1" autofocus>
<h2>@{form.problems}</h2>
<ul>
{{#PROBLEM}}
<li>{{#TO_FIELD}}<a href="#{{FIELD}}">{{TEXT}}</a>{{/TO_FIELD}}{{#PLAIN}}{{TEXT}}{{/PLAIN}}{{#LOOK}} <a href="{{HREF}}">@{form.look}</a>{{/LOOK}}</li>
{{/PROBLEM}}
</ul>
</div>
