{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>{{HEADING}}</h1>
<p>{{TEXT}}</p>
{{#LINES}}
<ul>
{{#LINE}}
<li>{{TEXT}}</li>
{{/LINE}}
</ul>
{{/LINES}}
<form method="post" action="{{ACTION}}">
<input type="hidden" name="key" value="{{KEY:x-typed}}">
<p class="send"><button type="submit" class="main">{{BUTTON}}</button></p>
</form>
</div>
