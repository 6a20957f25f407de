-- live.lua - for wrk: each connection is a reader whose page asks for news every 25 seconds on average
function init()
  wrk.headers["Accept-Encoding"] = "gzip"
  math.randomseed(os.time())
end

function delay()
  return math.random(0, 50000)
end
