{{%AUTOESCAPE context="HTML"}}
{{#ITEM}}
{{#FIRST}}
<ol class="threads{{#COLUMNS}} columns{{/COLUMNS}}">
{{/FIRST}}
{{#FOLD}}
<details class="fold" open><summary>{{REPLIES}}</summary>
{{/FOLD}}
{{#DEEPER}}
<ol class="replies">
{{/DEEPER}}
{{#NEXT}}
</li>
{{/NEXT}}
{{#CLOSE}}
</ol></li>
{{/CLOSE}}
{{#FOLD_END}}
</ol></details></li>
{{/FOLD_END}}
<li>
{{#COMMENT}}
<article class="c {{SIDE_NAME}}{{#THIS}} this{{/THIS}} u-comment h-cite" id="c{{ID}}" data-id="{{ID}}">
<h3 class="vh">@{thread.comment} {{ID}}{{#SIDE}}, {{SIDE_LABEL}}{{/SIDE}}, @{thread.by} {{NAME}}{{#RELATION}}, @{thread.answers_number} {{PARENT}}{{/RELATION}}</h3>
<p class="meta">{{#SIDE}}<span class="side">{{SIDE_LABEL}}</span> {{/SIDE}}<b class="name p-author h-card">{{#SITE}}<a href="{{WEBSITE}}" rel="nofollow ugc noopener">{{/SITE}}{{NAME}}{{#SITE}}</a>{{/SITE}}</b>{{#AUTHOR}} <span class="badge">@{thread.author}</span>{{/AUTHOR}}{{#OWN}} <span class="badge own">@{thread.own}</span>{{/OWN}} <a class="when" href="#c{{ID}}"><time class="dt-published" datetime="{{STAMP}}">{{WHEN}}</time></a>{{#EDITED}} <a class="when" href="/p/{{SLUG}}/comments/{{ID}}">@{own.edited} <time datetime="{{STAMP}}">{{WHEN}}</time></a>{{/EDITED}}{{#RETAGGED}} <span class="retagged">{{FROM}}</span>{{/RETAGGED}}{{#RELATION}} <a class="to{{#MIND}} mind{{/MIND}}" href="#c{{PARENT}}">{{HOW}} {{PARENT_NAME}}</a>{{/RELATION}}{{#CHANGED_MINDS}} <a class="mind" href="/p/{{SLUG}}/comments/{{ID}}">{{TEXT}}</a>{{/CHANGED_MINDS}}</p>
{{#SAVED}}
<p class="done" role="status">@{own.saved}</p>
{{/SAVED}}
{{#ASKED}}
<p class="done" role="status">@{own.posted} @{own.asked}</p>
{{/ASKED}}
<div class="prose e-content">
{{BODY_HTML:none}}
</div>
{{>EARLIER}}
{{#CITED}}
<p class="cited">@{thread.cited} {{#CITER}}<a href="/p/{{SLUG}}?at={{FROM}}#c{{FROM}}">#{{FROM}}</a>{{#CITER_separator}}, {{/CITER_separator}}{{/CITER}}{{#MORE}} {{TEXT}}{{/MORE}}</p>
{{/CITED}}
<p class="acts">{{#REPLY}}<a href="/p/{{SLUG}}?reply={{ID}}{{CHOICE}}#reply">@{thread.reply}<span class="vh"> @{thread.to} {{NAME}}</span></a> {{/REPLY}}<a class="u-url" href="/p/{{SLUG}}/comments/{{ID}}">@{thread.link}<span class="vh"> {{ID}}</span></a>
{{#EDITABLE}}
<a href="/p/{{SLUG}}/comments/{{ID}}/edit" rel="nofollow">@{own.edit} · @{own.until} <time datetime="{{END_STAMP}}">{{END}}</time></a>
{{/EDITABLE}}
{{#ERASABLE}}
<a href="/p/{{SLUG}}/comments/{{ID}}/delete" rel="nofollow">@{own.delete}{{#ANSWERED}} · @{own.until} <time datetime="{{END_STAMP}}">{{END}}</time>{{/ANSWERED}}</a>
{{/ERASABLE}}
{{#MOVES}}
<a href="/p/{{SLUG}}?reply={{ID}}&amp;changed=1#reply">@{mind.act}</a>
{{/MOVES}}
{{#SUPPORT}}
<button type="submit" form="reaction" formaction="/p/{{SLUG}}/comments/{{ID}}/support" name="do" value="add">@{support.do}{{SUPPORTS}}</button>
{{/SUPPORT}}
{{#SUPPORTED}}
<button type="submit" form="reaction" formaction="/p/{{SLUG}}/comments/{{ID}}/support" name="do" value="remove" aria-pressed="true">@{support.done}{{SUPPORTS}} · <u>@{support.undo}</u></button>
{{/SUPPORTED}}
{{#SUPPORTERS}}
<span class="supporters">{{TEXT}}</span>
{{/SUPPORTERS}}
</p>
</article>
{{/COMMENT}}
{{#SHORT}}
<article class="c {{SIDE_NAME}} short u-comment h-cite" id="c{{ID}}" data-id="{{ID}}">
<h3 class="vh">@{thread.comment} {{ID}}{{#SIDE}}, {{SIDE_LABEL}}{{/SIDE}}</h3>
<p class="meta">{{#SIDE}}<span class="side">{{SIDE_LABEL}}</span> {{/SIDE}}<b class="name p-author h-card">{{NAME}}</b>{{#AUTHOR}} <span class="badge">@{thread.author}</span>{{/AUTHOR}}{{#OWN}} <span class="badge own">@{thread.own}</span>{{/OWN}} <a class="when" href="#c{{ID}}"><time class="dt-published" datetime="{{STAMP}}">{{WHEN}}</time></a></p>
<p class="p-summary">{{TEXT}}</p>
<p class="acts"><a class="u-url" href="/p/{{SLUG}}/comments/{{ID}}">@{thread.read}<span class="vh"> @{thread.comment} {{ID}}</span></a></p>
{{>EARLIER}}
</article>
{{/SHORT}}
{{#REMOVED}}
<article class="c removed{{#SIDE}} {{SIDE_NAME}}{{/SIDE}}" id="c{{ID}}" data-id="{{ID}}"><h3 class="vh">@{thread.comment} {{ID}}</h3><p>{{#WITHDRAWN}}@{own.withdrawn}{{/WITHDRAWN}}{{#MODERATED}}@{thread.removed}{{/MODERATED}}</p></article>
{{/REMOVED}}
{{#REST}}
<p class="more"><a href="/p/{{SLUG}}/comments/{{ROOT}}">{{MORE}}</a></p>
{{/REST}}
{{>REPLY_FORM}}
{{/ITEM}}
</li>
{{#LAST_CLOSE}}
</ol></li>
{{/LAST_CLOSE}}
{{#LAST_FOLD_END}}
</ol></details></li>
{{/LAST_FOLD_END}}
</ol>
