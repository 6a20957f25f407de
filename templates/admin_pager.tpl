{{%AUTOESCAPE context="HTML"}}
<nav class="pager" aria-label="@{admin.pager.label}">
{{#BEFORE}}
<a class="button" rel="prev" href="{{URL}}">@{admin.pager.before}</a>
{{/BEFORE}}
<span class="meta">@{admin.pager.page} {{PAGE}}</span>
{{#AFTER}}
<a class="button" rel="next" href="{{URL}}">@{admin.pager.after}</a>
{{/AFTER}}
</nav>
