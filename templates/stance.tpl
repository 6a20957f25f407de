{{%AUTOESCAPE context="HTML"}}
<section id="stance" class="stance" aria-labelledby="stance-title">
<h2 id="stance-title">@{stance.title}</h2>
<p class="choices">
{{#CHOICE}}
<button type="submit" form="reaction" formaction="/p/{{SLUG}}/stance" name="side" value="{{STANCE:x-typed}}" class="{{STANCE}}"{{#CURRENT}} aria-pressed="true"{{/CURRENT}}><span class="side">{{LABEL}}</span></button>
{{/CHOICE}}
</p>
{{#YOURS}}
<p>@{stance.yours} <b>{{LABEL}}</b></p>
{{/YOURS}}
{{#WHY}}
<p class="why"><b>@{stance.changed}</b> @{stance.why} <a href="#comments">@{stance.to_comments}</a></p>
{{/WHY}}
<p class="note">@{stance.note}</p>
</section>
