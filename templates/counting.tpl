{{%AUTOESCAPE context="HTML"}}
<article class="counting">
<h1>@{counting.title}</h1>
<div class="prose">
<p>@{counting.intro}</p>
<h2>@{counting.comments_title}</h2>
<p>@{counting.comments}</p>
<h2>@{counting.people_title}</h2>
<p>@{counting.people}</p>
<p>@{counting.people_reader}</p>
<h2>@{counting.changed_title}</h2>
<p>@{counting.changed}</p>
<h2>@{counting.never_title}</h2>
<p>@{counting.never}</p>
<h2>@{counting.supports_title}</h2>
<p>@{counting.supports}</p>
<h2>@{counting.order_title}</h2>
<p>@{counting.order}</p>
<p>@{counting.order_formula}</p>
<pre tabindex="0" role="group" aria-label="@{counting.order_title}"><code>(p + z²/2n − z √((p(1 − p) + z²/4n) / n)) / (1 + z²/n)</code></pre>
<h2>@{counting.hidden_title}</h2>
<p>@{counting.hidden}</p>
<h2>@{counting.query_title}</h2>
<p>@{counting.query}</p>
<pre tabindex="0" role="group" aria-label="@{counting.query_title}"><code>{{QUERY:pre_escape}}</code></pre>
</div>
</article>
