{{%AUTOESCAPE context="HTML"}}
<div class="heading-row">
<h1>{{HEADING}}</h1>
{{#STORED}}
<p><a class="button" href="{{VIEW_URL}}">@{admin.edit.view}</a></p>
{{/STORED}}
</div>
{{#SAVED}}
<div class="notice" role="status"><p>@{admin.edit.saved} <a href="{{VIEW_URL}}">@{admin.edit.view}</a></p></div>
{{/SAVED}}
{{#CONFLICT}}
<div class="notice notice-bad" role="alert">
<p><strong>@{admin.edit.conflict}</strong> @{admin.edit.conflict_what_now}</p>
<p><a href="{{STORED_URL}}" target="_blank" rel="noopener">@{admin.edit.conflict_stored}</a></p>
</div>
{{/CONFLICT}}
{{>PROBLEMS}}
<form class="fields editor" method="post" action="{{ACTION_URL}}" data-unsaved>
<input type="hidden" name="token" value="{{TOKEN:x-typed}}">
<input type="hidden" name="revision" value="{{REVISION:x-typed}}">
<div class="editor-text">
<div class="field">
<label for="title">@{admin.edit.title_label}</label>
<input id="title" name="title" value="{{TITLE:x-typed}}" maxlength="200" required{{#TITLE_PROBLEM}} aria-invalid="true" aria-describedby="title-problem"{{/TITLE_PROBLEM}}>
{{#TITLE_PROBLEM}}
<p class="problem" id="title-problem">{{PROBLEM}}</p>
{{/TITLE_PROBLEM}}
</div>
<fieldset class="field"{{#KIND_PROBLEM}} aria-describedby="kind-problem"{{/KIND_PROBLEM}}>
<legend>@{admin.edit.kind}</legend>
<label class="choice"><input type="radio" id="kind" name="kind" value="debate"{{#DEBATE}} checked{{/DEBATE}}> <span>@{admin.edit.debate}<span class="hint">@{admin.edit.debate_hint}</span></span></label>
<label class="choice"><input type="radio" id="kind-plain" name="kind" value="plain"{{#PLAIN}} checked{{/PLAIN}}> <span>@{admin.edit.plain}<span class="hint">@{admin.edit.plain_hint}</span></span></label>
{{#KIND_PROBLEM}}
<p class="problem" id="kind-problem">{{PROBLEM}}</p>
{{/KIND_PROBLEM}}
</fieldset>
<div class="field">
<label for="question">@{admin.edit.question}</label>
<p class="hint" id="question-hint">@{admin.edit.question_hint}</p>
<input id="question" name="question" value="{{QUESTION:x-typed}}" maxlength="300" aria-describedby="question-hint{{#QUESTION_PROBLEM}} question-problem{{/QUESTION_PROBLEM}}"{{#QUESTION_PROBLEM}} aria-invalid="true"{{/QUESTION_PROBLEM}}>
{{#QUESTION_PROBLEM}}
<p class="problem" id="question-problem">{{PROBLEM}}</p>
{{/QUESTION_PROBLEM}}
</div>
<div class="field">
<label for="body">@{admin.edit.body}</label>
<p class="hint" id="body-hint">@{admin.edit.body_hint}</p>
<textarea id="body" name="body" rows="24" aria-describedby="body-hint{{#BODY_PROBLEM}} body-problem{{/BODY_PROBLEM}}"{{#BODY_PROBLEM}} aria-invalid="true"{{/BODY_PROBLEM}}>
{{BODY:x-typed}}</textarea>
{{#BODY_PROBLEM}}
<p class="problem" id="body-problem">{{PROBLEM}}</p>
{{/BODY_PROBLEM}}
</div>
<div class="field of-debate">
<label for="conclusion">@{admin.edit.conclusion}</label>
<p class="hint" id="conclusion-hint">@{admin.edit.conclusion_hint}</p>
<textarea id="conclusion" name="conclusion" rows="8" aria-describedby="conclusion-hint{{#CONCLUSION_PROBLEM}} conclusion-problem{{/CONCLUSION_PROBLEM}}"{{#CONCLUSION_PROBLEM}} aria-invalid="true"{{/CONCLUSION_PROBLEM}}>
{{CONCLUSION:x-typed}}</textarea>
{{#CONCLUSION_PROBLEM}}
<p class="problem" id="conclusion-problem">{{PROBLEM}}</p>
{{/CONCLUSION_PROBLEM}}
</div>
</div>
<div class="editor-side">
<fieldset class="field"{{#STATE_PROBLEM}} aria-describedby="state-problem"{{/STATE_PROBLEM}}>
<legend>@{admin.edit.state}</legend>
<label class="choice"><input type="radio" id="state" name="state" value="draft"{{#DRAFT}} checked{{/DRAFT}}> <span>@{admin.edit.draft}<span class="hint">@{admin.edit.draft_hint}</span></span></label>
<label class="choice"><input type="radio" id="state-published" name="state" value="published"{{#PUBLISHED}} checked{{/PUBLISHED}}> <span>@{admin.edit.published}<span class="hint">@{admin.edit.published_hint}</span></span></label>
{{#STATE_PROBLEM}}
<p class="problem" id="state-problem">{{PROBLEM}}</p>
{{/STATE_PROBLEM}}
</fieldset>
<p class="actions"><button type="submit" class="main">@{admin.save}</button></p>
<div class="field">
<label for="author">@{admin.edit.author}</label>
<p class="hint" id="author-hint">@{admin.edit.author_hint}</p>
<input id="author" name="author" value="{{AUTHOR:x-typed}}" maxlength="64" aria-describedby="author-hint{{#AUTHOR_PROBLEM}} author-problem{{/AUTHOR_PROBLEM}}"{{#AUTHOR_PROBLEM}} aria-invalid="true"{{/AUTHOR_PROBLEM}}>
{{#AUTHOR_PROBLEM}}
<p class="problem" id="author-problem">{{PROBLEM}}</p>
{{/AUTHOR_PROBLEM}}
</div>
<div class="field">
<label for="lang">@{admin.edit.lang}</label>
<select id="lang" name="lang"{{#LANG_PROBLEM}} aria-invalid="true" aria-describedby="lang-problem"{{/LANG_PROBLEM}}>
<option value="es" lang="es"{{#ES}} selected{{/ES}}>Español</option>
<option value="en" lang="en"{{#EN}} selected{{/EN}}>English</option>
</select>
{{#LANG_PROBLEM}}
<p class="problem" id="lang-problem">{{PROBLEM}}</p>
{{/LANG_PROBLEM}}
</div>
<div class="field">
<label for="open">@{admin.edit.open}</label>
<select id="open" name="open"{{#OPEN_PROBLEM}} aria-invalid="true" aria-describedby="open-problem"{{/OPEN_PROBLEM}}>
<option value="1"{{#OPEN}} selected{{/OPEN}}>@{admin.edit.open_yes}</option>
<option value="0"{{#SHUT}} selected{{/SHUT}}>@{admin.edit.open_no}</option>
</select>
{{#OPEN_PROBLEM}}
<p class="problem" id="open-problem">{{PROBLEM}}</p>
{{/OPEN_PROBLEM}}
</div>
<div class="field">
<label for="closes">@{admin.edit.closes}</label>
<p class="hint" id="closes-hint">@{admin.edit.closes_hint}</p>
<input id="closes" name="closes" type="datetime-local" value="{{CLOSES:x-typed}}" aria-describedby="closes-hint{{#CLOSES_PROBLEM}} closes-problem{{/CLOSES_PROBLEM}}"{{#CLOSES_PROBLEM}} aria-invalid="true"{{/CLOSES_PROBLEM}}>
{{#CLOSES_PROBLEM}}
<p class="problem" id="closes-problem">{{PROBLEM}}</p>
{{/CLOSES_PROBLEM}}
</div>
<div class="field of-debate">
<label for="tally_shown">@{admin.edit.tally_shown}</label>
<p class="hint" id="tally-shown-hint">@{admin.edit.tally_shown_hint}</p>
<select id="tally_shown" name="tally_shown" aria-describedby="tally-shown-hint{{#SHOWN_PROBLEM}} tally-shown-problem{{/SHOWN_PROBLEM}}"{{#SHOWN_PROBLEM}} aria-invalid="true"{{/SHOWN_PROBLEM}}>
<option value="always"{{#ALWAYS}} selected{{/ALWAYS}}>@{admin.edit.shown_always}</option>
<option value="stand"{{#STAND}} selected{{/STAND}}>@{admin.edit.shown_stance}</option>
<option value="close"{{#CLOSE}} selected{{/CLOSE}}>@{admin.edit.shown_close}</option>
</select>
{{#SHOWN_PROBLEM}}
<p class="problem" id="tally-shown-problem">{{PROBLEM}}</p>
{{/SHOWN_PROBLEM}}
</div>
<div class="field">
<label for="policy">@{admin.edit.policy}</label>
<select id="policy" name="policy"{{#POLICY_PROBLEM}} aria-invalid="true" aria-describedby="policy-problem"{{/POLICY_PROBLEM}}>
<option value="site"{{#SITE}} selected{{/SITE}}>@{admin.policy.site}</option>
<option value="all"{{#ALL}} selected{{/ALL}}>@{admin.policy.all}</option>
<option value="first"{{#FIRST}} selected{{/FIRST}}>@{admin.policy.first}</option>
<option value="none"{{#NONE}} selected{{/NONE}}>@{admin.policy.none}</option>
</select>
{{#POLICY_PROBLEM}}
<p class="problem" id="policy-problem">{{PROBLEM}}</p>
{{/POLICY_PROBLEM}}
</div>
<div class="field">
<label for="slug">@{admin.edit.slug}</label>
<p class="hint" id="slug-hint">@{admin.edit.slug_hint}</p>
<input id="slug" name="slug" value="{{SLUG:x-typed}}" maxlength="80" autocapitalize="none" spellcheck="false" aria-describedby="slug-hint{{#SLUG_PROBLEM}} slug-problem{{/SLUG_PROBLEM}}"{{#SLUG_PROBLEM}} aria-invalid="true"{{/SLUG_PROBLEM}}>
{{#SLUG_PROBLEM}}
<p class="problem" id="slug-problem">{{PROBLEM}}</p>
{{/SLUG_PROBLEM}}
{{#TAKE}}
<input type="hidden" name="take" value="{{FORMER_SLUG:x-typed}}">
{{/TAKE}}
</div>
<fieldset class="field">
<legend>@{admin.edit.labels}</legend>
<p class="hint">@{admin.edit.labels_hint}</p>
<div class="field">
<label class="pro" for="label_pro"><span class="side">@{admin.edit.label_pro}</span></label>
<input id="label_pro" name="label_pro" value="{{LABEL_PRO:x-typed}}" maxlength="40" placeholder="@{side.pro}"{{#LABEL_PRO_PROBLEM}} aria-invalid="true" aria-describedby="label-pro-problem"{{/LABEL_PRO_PROBLEM}}>
{{#LABEL_PRO_PROBLEM}}
<p class="problem" id="label-pro-problem">{{PROBLEM}}</p>
{{/LABEL_PRO_PROBLEM}}
</div>
<div class="field">
<label class="contra" for="label_contra"><span class="side">@{admin.edit.label_contra}</span></label>
<input id="label_contra" name="label_contra" value="{{LABEL_CONTRA:x-typed}}" maxlength="40" placeholder="@{side.contra}"{{#LABEL_CONTRA_PROBLEM}} aria-invalid="true" aria-describedby="label-contra-problem"{{/LABEL_CONTRA_PROBLEM}}>
{{#LABEL_CONTRA_PROBLEM}}
<p class="problem" id="label-contra-problem">{{PROBLEM}}</p>
{{/LABEL_CONTRA_PROBLEM}}
</div>
</fieldset>
</div>
<p class="actions editor-save"><button type="submit" class="main">@{admin.save}</button></p>
</form>
