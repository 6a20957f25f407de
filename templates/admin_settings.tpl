{{%AUTOESCAPE context="HTML"}}
<h1>{{HEADING}}</h1>
{{#SAVED}}
<div class="notice" role="status"><p>@{admin.settings.saved}</p></div>
{{/SAVED}}
{{>PROBLEMS}}
<form class="fields" method="post" action="/admin/settings" data-unsaved>
<input type="hidden" name="token" value="{{TOKEN:x-typed}}">
<div class="field">
<label for="title">@{admin.settings.site_title}</label>
<p class="hint" id="title-hint">@{admin.settings.site_title_hint}</p>
<input id="title" name="title" value="{{TITLE:x-typed}}" maxlength="200" required aria-describedby="title-hint{{#TITLE_PROBLEM}} title-problem{{/TITLE_PROBLEM}}"{{#TITLE_PROBLEM}} aria-invalid="true"{{/TITLE_PROBLEM}}>
{{#TITLE_PROBLEM}}
<p class="problem" id="title-problem">{{PROBLEM}}</p>
{{/TITLE_PROBLEM}}
</div>
<div class="field">
<label for="tagline">@{admin.settings.tagline}</label>
<p class="hint" id="tagline-hint">@{admin.settings.tagline_hint}</p>
<input id="tagline" name="tagline" value="{{TAGLINE:x-typed}}" maxlength="200" aria-describedby="tagline-hint{{#TAGLINE_PROBLEM}} tagline-problem{{/TAGLINE_PROBLEM}}"{{#TAGLINE_PROBLEM}} aria-invalid="true"{{/TAGLINE_PROBLEM}}>
{{#TAGLINE_PROBLEM}}
<p class="problem" id="tagline-problem">{{PROBLEM}}</p>
{{/TAGLINE_PROBLEM}}
</div>
<div class="field">
<label for="lang">@{admin.settings.lang}</label>
<p class="hint" id="lang-hint">@{admin.settings.lang_hint}</p>
<select id="lang" name="lang" aria-describedby="lang-hint{{#LANG_PROBLEM}} lang-problem{{/LANG_PROBLEM}}"{{#LANG_PROBLEM}} aria-invalid="true"{{/LANG_PROBLEM}}>
<option value="es" lang="es"{{#ES}} selected{{/ES}}>Español</option>
<option value="en" lang="en"{{#EN}} selected{{/EN}}>English</option>
</select>
{{#LANG_PROBLEM}}
<p class="problem" id="lang-problem">{{PROBLEM}}</p>
{{/LANG_PROBLEM}}
</div>
<fieldset class="field"{{#POLICY_PROBLEM}} aria-describedby="policy-problem"{{/POLICY_PROBLEM}}>
<legend>@{admin.settings.policy}</legend>
<label class="choice"><input type="radio" id="policy" name="policy" value="all"{{#ALL}} checked{{/ALL}}> <span>@{admin.policy.all}<span class="hint">@{admin.settings.all_hint}</span></span></label>
<label class="choice"><input type="radio" id="policy-first" name="policy" value="first"{{#FIRST}} checked{{/FIRST}}> <span>@{admin.policy.first}<span class="hint">@{admin.settings.first_hint}</span></span></label>
<label class="choice"><input type="radio" id="policy-none" name="policy" value="none"{{#NONE}} checked{{/NONE}}> <span>@{admin.policy.none}<span class="hint">@{admin.settings.none_hint}</span></span></label>
{{#POLICY_PROBLEM}}
<p class="problem" id="policy-problem">{{PROBLEM}}</p>
{{/POLICY_PROBLEM}}
</fieldset>
<p class="actions"><button type="submit" class="main">@{admin.save}</button></p>
</form>
