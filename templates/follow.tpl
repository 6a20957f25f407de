{{%AUTOESCAPE context="HTML"}}
<section class="follow" id="follow" aria-labelledby="follow-title">
{{#WHOLE}}
<h1 id="follow-title">{{TITLE}}</h1>
{{/WHOLE}}
{{#PART}}
<h2 id="follow-title">{{TITLE}}</h2>
{{/PART}}
{{>PROBLEMS}}
{{#MAIL}}
<form method="post" action="/p/{{SLUG}}/follow" novalidate>
<input type="hidden" name="token" value="{{TOKEN:x-typed}}">
<p class="trap" aria-hidden="true"><label for="follow-url">@{form.trap}</label> <input id="follow-url" name="url" tabindex="-1" autocomplete="off"></p>
<div class="field">
<label for="follow-email">@{form.email}</label>
<p class="hint" id="follow-hint">@{form.email_hint}</p>
<input id="follow-email" name="email" inputmode="email" value="{{EMAIL:x-typed}}" autocomplete="email" aria-describedby="follow-hint"{{#INVALID}} aria-invalid="true"{{/INVALID}}>
</div>
<p class="send"><button type="submit">@{follow.submit}</button></p>
</form>
{{/MAIL}}
{{#FEEDS}}
<p class="note feeds">@{follow.feeds} {{#FEED}}<a href="{{PATH}}" type="application/atom+xml">{{LABEL}}</a>{{#FEED_separator}} · {{/FEED_separator}}{{/FEED}}</p>
{{/FEEDS}}
</section>
