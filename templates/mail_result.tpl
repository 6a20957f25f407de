{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>{{HEADING}}</h1>
<p role="status">{{TEXT}}</p>
<p><a class="button" href="{{HREF}}">{{LINK}}</a></p>
</div>
