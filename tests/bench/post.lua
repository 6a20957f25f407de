-- post.lua - for wrk: every request posts a different comment; TOKEN is in the environment
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init()
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
  sent = 0
  began = os.time() -- so that no later run repeats a text
end

function request()
  sent = sent + 1
  local body = string.format("token=%s&side=%s&name=Ana&body=Comentario+%d+de+%d+a+las+%d",
    os.getenv("TOKEN"), sent % 2 == 0 and "pro" or "contra", sent, number, began)
  return wrk.format(nil, nil, nil, body)
end
