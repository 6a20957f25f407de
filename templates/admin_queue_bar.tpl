{{%AUTOESCAPE context="HTML"}}
<div class="bar-group" role="group" aria-label="@{admin.queue.with_marked}">
{{#APPROVE}}
<button type="submit" class="main" name="do" value="approve">@{admin.do.approve}</button>
{{/APPROVE}}
{{#RESTORE}}
<button type="submit" class="main" name="do" value="restore">@{admin.do.restore}</button>
{{/RESTORE}}
{{#SPAM}}
<button type="submit" name="do" value="spam">@{admin.do.spam}</button>
{{/SPAM}}
{{#REJECT}}
<button type="submit" name="do" value="reject">@{admin.do.reject}</button>
{{/REJECT}}
{{#DELETE}}
<button type="submit" name="do" value="delete">@{admin.do.delete}</button>
{{/DELETE}}
</div>
{{#SIDES}}
<div class="bar-group" role="group" aria-label="@{admin.queue.move_to}">
<span class="bar-word" aria-hidden="true">@{admin.queue.move_to}</span>
<button type="submit" class="pro" name="do" value="pro"><span class="side">@{side.pro}</span></button>
<button type="submit" class="contra" name="do" value="contra"><span class="side">@{side.contra}</span></button>
</div>
{{/SIDES}}
