{{%AUTOESCAPE context="HTML"}}
<nav class="admin-nav" aria-label="@{admin.nav.label}">
<ul>
<li><a href="/admin/"{{#admin_dashboard}} aria-current="page"{{/admin_dashboard}}>@{admin.nav.dashboard}</a></li>
<li><a href="/admin/comments?state=pending"{{#admin_queue}} aria-current="page"{{/admin_queue}}>@{admin.nav.comments}</a></li>
<li><a href="/admin/posts"{{#admin_posts}} aria-current="page"{{/admin_posts}}{{#admin_post_edit}} aria-current="true"{{/admin_post_edit}}>@{admin.nav.posts}</a></li>
<li><a href="/admin/settings"{{#admin_settings}} aria-current="page"{{/admin_settings}}>@{admin.nav.settings}</a></li>
<li><a href="/admin/account"{{#admin_account}} aria-current="page"{{/admin_account}}>@{admin.nav.account}<span class="vh">: {{ACCOUNT}}</span></a></li>
</ul>
<form class="press" method="post" action="/admin/logout">
<input type="hidden" name="token" value="{{ADMIN_TOKEN:x-typed}}">
<button type="submit" class="quiet">@{admin.nav.logout}</button>
</form>
</nav>
