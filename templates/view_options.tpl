{{%AUTOESCAPE context="HTML"}}
<nav class="filters" aria-label="@{thread.choices}">
{{#SHOWN}}
<ul>
{{/SHOWN}}
{{#SHOW}}
<li><a href="{{PATH}}#comments" rel="nofollow"{{#CHOSEN}} aria-current="true"{{/CHOSEN}}>{{LABEL}}{{#COUNTED}} <span class="count">{{N}}</span>{{/COUNTED}}</a></li>
{{/SHOW}}
{{#SHOWN}}
</ul>
{{/SHOWN}}
<details class="menu">
<summary>@{thread.order} <b>{{ORDER}}</b></summary>
<ul>
{{#ORDERED}}
<li><a href="{{PATH}}#comments" rel="nofollow"{{#CHOSEN}} aria-current="true"{{/CHOSEN}}>{{LABEL}}</a></li>
{{/ORDERED}}
</ul>
</details>
{{#VIEWS}}
<div class="views">
<span id="views">@{thread.view}</span>
<ul aria-labelledby="views">
{{#VIEW}}
<li><a href="{{PATH}}#comments" rel="nofollow"{{#CHOSEN}} aria-current="true"{{/CHOSEN}}>{{LABEL}}</a></li>
{{/VIEW}}
</ul>
</div>
{{/VIEWS}}
</nav>
