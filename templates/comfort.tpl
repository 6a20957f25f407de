{{%AUTOESCAPE context="HTML"}}
<template id="comfort">
<p class="live" role="status"><button type="button" class="main" data-one="{{SHOW_ONE}}" data-many="{{SHOW_MANY}}" data-some="@{comfort.show}" data-next="@{comfort.next}" hidden></button><span hidden>@{comfort.closed}</span></p>
<span class="badge new-mark">@{comfort.new}</span>
<button type="button" class="only-new" aria-pressed="false">@{comfort.only_new} <span class="count"></span></button>
<p class="draft" role="status"><span hidden>@{comfort.draft} <button type="button">@{comfort.discard}</button></span></p>
<button type="button" class="keys" aria-haspopup="dialog" aria-label="@{comfort.keys_title}" title="@{comfort.keys_title}">?</button>
<dialog class="shortcuts" aria-labelledby="shortcuts-title">
<h2 id="shortcuts-title">@{comfort.keys_title}</h2>
<p><label class="switch"><input type="checkbox"> @{comfort.keys_on}</label></p>
<dl>
<div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>@{comfort.key_comment}</dd></div>
<div><dt><kbd>n</kbd></dt><dd>@{comfort.key_new}</dd></div>
<div><dt><kbd>r</kbd></dt><dd>@{comfort.key_reply}</dd></div>
<div><dt><kbd>c</kbd></dt><dd>@{comfort.key_write}</dd></div>
<div><dt><kbd>1</kbd> <kbd>2</kbd> <kbd>0</kbd></dt><dd>@{comfort.key_sides}</dd></div>
<div data-search><dt><kbd>/</kbd></dt><dd>@{comfort.key_search}</dd></div>
<div><dt><kbd>?</kbd></dt><dd>@{comfort.key_help}</dd></div>
</dl>
<form method="dialog"><button>@{comfort.close}</button></form>
</dialog>
</template>
