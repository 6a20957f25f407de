{{%AUTOESCAPE context="HTML"}}
<div class="tally">
{{#HIDDEN}}
<p>{{WHY}}</p>
<p class="note"><a href="{{COUNTING}}">@{tally.how}</a></p>
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
<p class="people"><span class="shares">{{SHARES}}</span> {{PEOPLE}}</p>
<details>
<summary>@{tally.as_table}</summary>
<table>
<thead><tr><td></td><th scope="col">{{LABEL_PRO}}</th><th scope="col">{{LABEL_CONTRA}}</th></tr></thead>
<tbody>
<tr><th scope="row">@{tally.row_comments}</th><td>{{PRO}}</td><td>{{CONTRA}}</td></tr>
<tr><th scope="row">@{tally.row_people}</th><td>{{PEOPLE_PRO}}</td><td>{{PEOPLE_CONTRA}}</td></tr>
<tr><th scope="row">@{tally.row_undecided}</th><td colspan="2">{{PEOPLE_UNDECIDED}}</td></tr>
<tr><th scope="row">@{tally.row_changed}</th><td colspan="2">{{CHANGED}}</td></tr>
</tbody>
</table>
<p class="note">@{tally.note}</p>
</details>
{{#OVER_TIME}}
<details class="over-time">
<summary>@{tally.over_time}</summary>
<svg class="timeline" width="100%" height="186" role="img" aria-labelledby="timeline-title timeline-text" focusable="false"><title id="timeline-title">@{tally.over_time_title}</title><desc id="timeline-text">{{DESCRIPTION}}</desc>
<g class="scale">{{#GRID}}<line x1="0" x2="100%" y1="{{GRID_Y}}" y2="{{GRID_Y}}"/><text x="0" y="{{GRID_TEXT_Y}}">{{GRID_VALUE}}</text>{{/GRID}}<line x1="0" x2="100%" y1="170" y2="170"/></g>
<svg class="plot" y="10" width="100%" height="160" viewBox="0 0 1000 100" preserveAspectRatio="none"><path class="pro" d="{{PRO_PATH}}"/><path class="contra" d="{{CONTRA_PATH}}"/></svg>
<text class="pro" x="100%" dx="8" y="{{PRO_Y}}"><tspan class="n">{{PRO}}</tspan> {{SHORT_PRO}}</text><text class="contra" x="100%" dx="8" y="{{CONTRA_Y}}"><tspan class="n">{{CONTRA}}</tspan> {{SHORT_CONTRA}}</text>
</svg>
<p class="note span"><span>{{FROM}}</span> <span>{{TO}}</span></p>
<p class="note key"><span class="pro"><svg width="32" height="10" aria-hidden="true" focusable="false"><path class="pro" d="M0 5H32"/></svg> {{LABEL_PRO}}</span> <span class="contra"><svg width="32" height="10" aria-hidden="true" focusable="false"><path class="contra" d="M0 5H32"/></svg> {{LABEL_CONTRA}}</span></p>
<details>
<summary>@{tally.over_time_table}</summary>
<table>
<caption>@{tally.over_time_caption}</caption>
<thead><tr><th scope="col">@{tally.day}</th><th scope="col">{{LABEL_PRO}}</th><th scope="col">{{LABEL_CONTRA}}</th></tr></thead>
<tbody>
{{#ROW}}<tr><th scope="row">{{DAY}}</th><td>{{PRO}}</td><td>{{CONTRA}}</td></tr>
{{/ROW}}
</tbody>
</table>
</details>
</details>
{{/OVER_TIME}}
<p class="note"><a href="{{COUNTING}}">@{tally.how}</a>{{#SHEET}} · <a href="/p/{{SLUG}}/sheet">@{post.sheet}</a>{{/SHEET}}</p>
{{/WHOLE}}
{{/SHOWN}}
</div>
