{{%AUTOESCAPE context="HTML"}}
<div class="heading-row">
<h1>{{HEADING}}</h1>
<p><a class="button main" href="/admin/posts/new">@{admin.posts.new}</a></p>
</div>
{{>POSTS}}
{{>PAGER}}
