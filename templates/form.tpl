{{%AUTOESCAPE context="HTML"}}
<section id="reply" class="reply" aria-labelledby="reply-title">
{{#CONFLICT}}
<h2 id="reply-title">@{form.closed_title}</h2>
<div class="problems" role="alert" tabindex="-1" autofocus><p>@{form.closed}</p></div>
<p><label for="copy">@{form.your_text}</label>
<textarea id="copy" rows="8" readonly>{{BODY:x-typed}}</textarea></p>
<p><a class="button" href="/p/{{SLUG}}">@{form.back}</a></p>
{{/CONFLICT}}
{{#DRAFT}}
<h2 id="reply-title">@{form.not_yet}</h2>
<p>@{post.opens}</p>
{{/DRAFT}}
{{#CLOSED_DEBATE}}
<h2 id="reply-title">@{form.no_more}</h2>
<p>@{form.no_more_debate}</p>
{{/CLOSED_DEBATE}}
{{#CLOSED_POST}}
<h2 id="reply-title">@{form.no_more}</h2>
<p>@{form.no_more_post}</p>
{{/CLOSED_POST}}
{{#OPEN}}
<h2 id="reply-title">{{#REPLY}}@{form.reply_to} {{REPLY_NAME}}{{/REPLY}}{{#EDIT}}@{own.text}{{/EDIT}}{{#ARGUE}}@{form.argue}{{/ARGUE}}{{#COMMENT}}@{form.comment}{{/COMMENT}}</h2>
{{#REPLY}}
<p class="note"><a href="/p/{{SLUG}}#c{{REPLY_ID}}" data-cancel>@{form.cancel_reply}</a></p>
{{/REPLY}}
{{#NO_REPLY}}
<p class="held" role="status">@{form.no_reply}</p>
{{/NO_REPLY}}
{{>PROBLEMS}}
{{#PREVIEW}}
<section class="preview" id="preview" aria-labelledby="preview-title" tabindex="-1" autofocus>
<h3 id="preview-title">@{form.preview_title}</h3>
<div class="c {{SIDE_NAME}}">
<p class="meta">{{#SIDE}}<span class="side">{{SIDE_LABEL}}</span> {{/SIDE}}<b class="name">{{NAME}}</b></p>
<div class="prose">
{{BODY_HTML:none}}
</div>
</div>
</section>
{{/PREVIEW}}
<form method="post" action="/p/{{SLUG}}/comments{{EDITED}}" id="draft{{POST_ID}}" novalidate>
<input type="hidden" name="token" value="{{TOKEN:x-typed}}">
{{#WITH_PARENT}}
<input type="hidden" name="parent" value="{{PARENT:x-typed}}">
{{/WITH_PARENT}}
{{#SIGNED}}
<p class="trap" aria-hidden="true"><label for="url">@{form.trap}</label> <input id="url" name="url" tabindex="-1" autocomplete="off"></p>
{{/SIGNED}}
{{#SIDES}}
<fieldset class="field sides" role="radiogroup" aria-required="true"{{#SIDE_INVALID}} aria-invalid="true" aria-describedby="side-problem"{{/SIDE_INVALID}}>
<legend>@{form.legend}</legend>
{{#SIDE_PROBLEM}}
<p class="problem" id="side-problem">{{TEXT}}</p>
{{/SIDE_PROBLEM}}
<div class="cards">
<label class="card pro"><input type="radio" name="side" value="pro" id="side"{{#PRO_CHECKED}} checked{{/PRO_CHECKED}}> <span class="side">{{LABEL_PRO}}</span></label>
<label class="card contra"><input type="radio" name="side" value="contra" id="side-contra"{{#CONTRA_CHECKED}} checked{{/CONTRA_CHECKED}}> <span class="side">{{LABEL_CONTRA}}</span></label>
</div>
</fieldset>
{{/SIDES}}
{{#MIND}}
<div class="field">
{{#MIND_PROBLEM}}
<p class="problem" id="changed-problem">{{TEXT}}</p>
{{/MIND_PROBLEM}}
<label class="check"><input type="checkbox" name="changed" value="1" id="changed" aria-describedby="changed-note"{{#MIND_INVALID}} aria-invalid="true"{{/MIND_INVALID}}{{#MIND_CHECKED}} checked{{/MIND_CHECKED}}> @{mind.label}</label>
<p class="note" id="changed-note">@{mind.note}</p>
</div>
{{/MIND}}
<div class="field">
<label for="body">@{form.body}</label>
{{#BODY_PROBLEM}}
<p class="problem" id="body-problem">{{TEXT}}</p>
{{/BODY_PROBLEM}}
<textarea id="body" name="body" rows="8" data-max="{{MAX}}" aria-describedby="{{#BODY_INVALID}}body-problem {{/BODY_INVALID}}body-count"{{#BODY_INVALID}} aria-invalid="true"{{/BODY_INVALID}}>
{{BODY:x-typed}}</textarea>
<div class="under"><details class="help">
<summary>@{form.markdown}</summary>
<ul>
<li><code>**@{form.md_bold}**</code> → <strong>@{form.md_bold}</strong></li>
<li><code>*@{form.md_italic}*</code> → <em>@{form.md_italic}</em></li>
<li><code>[@{form.md_link}](https://…)</code> → @{form.md_link_is}</li>
<li><code>&gt; @{form.md_quote}</code> → @{form.md_quote_is}</li>
<li><code>- @{form.md_list}</code> → @{form.md_list_is}</li>
</ul>
</details>
<p class="count" id="body-count" data-left="@{form.left}" data-over="@{form.over}">{{MAX_TEXT}}</p></div>
</div>
{{#SIGNED}}
<div class="pair">
<div class="field">
<label for="name">@{form.name}</label>
{{#NAME_PROBLEM}}
<p class="problem" id="name-problem">{{TEXT}}</p>
{{/NAME_PROBLEM}}
<input id="name" name="name" value="{{NAME:x-typed}}" autocomplete="nickname"{{#NAME_INVALID}} aria-invalid="true" aria-describedby="name-problem"{{/NAME_INVALID}}>
</div>
<div class="field">
<label for="website">@{form.website} <span class="optional">@{form.optional}</span></label>
{{#WEBSITE_PROBLEM}}
<p class="problem" id="website-problem">{{TEXT}}</p>
{{/WEBSITE_PROBLEM}}
<input id="website" name="website" inputmode="url" value="{{WEBSITE:x-typed}}" autocomplete="url" placeholder="https://"{{#WEBSITE_INVALID}} aria-invalid="true" aria-describedby="website-problem"{{/WEBSITE_INVALID}}>
</div>
</div>
{{#MAIL}}
<div class="pair">
<div class="field">
<label for="email">@{form.email} <span class="optional">@{form.optional}</span></label>
<p class="hint" id="email-hint">@{form.email_hint}</p>
{{#EMAIL_PROBLEM}}
<p class="problem" id="email-problem">{{TEXT}}</p>
{{/EMAIL_PROBLEM}}
<input id="email" name="email" inputmode="email" value="{{EMAIL:x-typed}}" autocomplete="email" aria-describedby="email-hint{{#EMAIL_INVALID}} email-problem{{/EMAIL_INVALID}}"{{#EMAIL_INVALID}} aria-invalid="true"{{/EMAIL_INVALID}}>
</div>
<div class="field">
<label for="notify">@{form.notify}</label>
<select id="notify" name="notify">
<option value="nothing"{{#NOTIFY_NOTHING}} selected{{/NOTIFY_NOTHING}}>@{form.notify_nothing}</option>
<option value="answers"{{#NOTIFY_ANSWERS}} selected{{/NOTIFY_ANSWERS}}>@{form.notify_answers}</option>
<option value="debate"{{#NOTIFY_DEBATE}} selected{{/NOTIFY_DEBATE}}>@{form.notify_debate}</option>
</select>
</div>
</div>
{{/MAIL}}
<p class="note">@{form.privacy}{{#ELSEWHERE}} @{form.elsewhere} <a href="/continue?lang={{LANG}}">@{form.elsewhere_link}</a>{{/ELSEWHERE}}</p>
{{/SIGNED}}
<p class="send"><button type="submit" name="action" value="post" class="main">{{#SIGNED}}@{form.submit}{{/SIGNED}}{{#EDIT}}@{own.save}{{/EDIT}}</button> <button type="submit" name="action" value="preview">@{form.preview}</button></p>
</form>
{{/OPEN}}
</section>
