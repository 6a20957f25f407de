{{%AUTOESCAPE context="HTML"}}
<div class="tally">
{{#HIDDEN}}
<p class="note">{{WHY}}</p>
{{/HIDDEN}}
{{#SHOWN}}
<div class="ends">
<p class="end pro"><b>{{PRO}}</b> <span class="side">{{LABEL_PRO}}</span></p>
<p class="end contra"><span class="side">{{LABEL_CONTRA}}</span> <b>{{CONTRA}}</b></p>
</div>
<svg class="bar" width="100%" height="26" role="img" aria-label="{{SENTENCE}}" focusable="false"><defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="contra" width="8" height="8"/><rect class="gap" width="2.5" height="8"/></pattern></defs>
{{#BAR}}<rect class="pro" width="{{PRO_WIDTH}}%" height="100%"/><svg x="{{PRO_WIDTH}}%" width="{{CONTRA_WIDTH}}%" height="100%"><rect width="100%" height="100%" fill="url(#hatch)"/><rect class="gap" width="3" height="100%"/></svg>{{/BAR}}
</svg>
<p class="sentence">{{SENTENCE}}</p>
{{#WHOLE}}
<p class="voices"><span class="shares">{{SHARES}}</span> {{VOICES}}</p>
<details>
<summary>@{tally.as_table}</summary>
<table>
<thead><tr><td></td><th scope="col">{{LABEL_PRO}}</th><th scope="col">{{LABEL_CONTRA}}</th></tr></thead>
<tbody>
<tr><th scope="row">@{tally.row_comments}</th><td>{{PRO}}</td><td>{{CONTRA}}</td></tr>
<tr><th scope="row">@{tally.row_voices}</th><td>{{VOICES_PRO}}</td><td>{{VOICES_CONTRA}}</td></tr>
<tr><th scope="row">@{tally.row_undecided}</th><td colspan="2">{{VOICES_UNDECIDED}}</td></tr>
<tr><th scope="row">@{tally.row_changed}</th><td colspan="2">{{CHANGED}}</td></tr>
</tbody>
</table>
<p class="note">@{tally.note}</p>
</details>
{{/WHOLE}}
{{/SHOWN}}
</div>
