{{%AUTOESCAPE context="HTML"}}
<!doctype html>
<html lang="{{LANG}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{#WITH_PROBLEMS}}@{page.error_prefix} {{/WITH_PROBLEMS}}{{DOCUMENT}}{{#NAMED}} · {{SITE_TITLE}}{{/NAMED}}</title>
{{#DESCRIPTION}}
<meta name="description" content="{{DESCRIPTION_TEXT}}">
<meta property="og:description" content="{{DESCRIPTION_TEXT}}">
{{/DESCRIPTION}}
{{#NOINDEX}}
<meta name="robots" content="noindex">
{{/NOINDEX}}
{{#CANONICAL}}
<link rel="canonical" href="{{URL}}">
<meta property="og:url" content="{{URL}}">
<meta property="og:title" content="{{DOCUMENT}}">
<meta property="og:type" content="{{OG_TYPE}}">
<meta property="og:site_name" content="{{SITE_TITLE}}">
<meta property="og:locale" content="{{OG_LOCALE}}">
{{#PUBLISHED}}
<meta property="article:published_time" content="{{STAMP}}">
{{/PUBLISHED}}
{{#UPDATED}}
<meta property="article:modified_time" content="{{STAMP}}">
{{/UPDATED}}
{{#PICTURE}}
<meta property="og:image" content="{{URL}}">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="{{ALT}}">
{{/PICTURE}}
<meta name="twitter:card" content="{{CARD}}">
{{/CANONICAL}}
{{#ALTERNATES}}
<link rel="alternate" hreflang="{{LANG}}" href="{{URL}}">
<link rel="alternate" hreflang="{{OTHER_LANG}}" href="{{OTHER_URL}}">
{{/ALTERNATES}}
<link rel="alternate" type="application/atom+xml" title="{{SITE_TITLE}}" href="{{FEED_PATH}}">
{{#COMMENTS_FEED}}
<link rel="alternate" type="application/atom+xml" title="{{TITLE}}" href="{{PATH}}">
{{/COMMENTS_FEED}}
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#faf9f6" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#15171a" media="(prefers-color-scheme: dark)">
<link rel="icon" href="/static/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/site.css?v={{STATIC_VERSION}}">
{{#ADMIN_CSS}}
<link rel="stylesheet" href="/static/admin.css?v={{STATIC_VERSION}}">
<script type="module" src="/static/admin.js?v={{STATIC_VERSION}}"></script>
{{/ADMIN_CSS}}
<script type="module" src="/static/site.js?v={{STATIC_VERSION}}"></script>
{{#DEBATE_JS}}
<script type="module" src="/static/debate.js?v={{STATIC_VERSION}}"></script>
{{/DEBATE_JS}}
</head>
<body>
<a class="skip" href="#content">@{page.skip}</a>
<header class="top">
<p class="brand"><a href="{{HOME}}">{{SITE_TITLE}}</a></p>
{{>ADMIN_NAV}}
{{#SIGNED_IN}}
<nav class="langs" aria-label="@{admin.nav.label}"><a href="/admin/">@{admin.nav.dashboard}</a>{{#EDIT}} <a href="/admin/posts/{{POST_ID}}/edit">@{admin.edit.title}</a>{{/EDIT}}</nav>
{{/SIGNED_IN}}
{{#OTHER}}
<nav class="langs" aria-label="@{page.languages}"><span aria-current="true">@{page.language}</span> <a href="{{PATH}}" hreflang="{{OTHER_LANG}}" lang="{{OTHER_LANG}}">@{page.other_language}</a></nav>
{{/OTHER}}
</header>
<main id="content"{{#MICROFORMAT}} class="{{CLASS}}"{{/MICROFORMAT}} tabindex="-1">
{{>CONTENT}}
</main>
<footer class="foot">
<p><a href="{{FEED_PATH}}">@{page.feed}</a> · @{page.no_trackers}</p>
</footer>
</body>
</html>
