/*
 * embedded.h - text files of deploy/ that are compiled in, see CMakeLists.txt
 */
#ifndef EMBEDDED_H
#define EMBEDDED_H

extern const char embedded_config[];           /* deploy/tertulia.conf */
extern const char embedded_nginx_http[];       /* deploy/nginx/http.conf */
extern const char embedded_nginx_server[];     /* deploy/nginx/server.conf */
extern const char embedded_nginx_limits[];     /* deploy/nginx/limits.conf */
extern const char embedded_nginx_site[];       /* deploy/nginx/site.conf */
extern const char embedded_nginx_plain[];      /* deploy/nginx/plain.conf */
extern const char embedded_nginx_standalone[]; /* deploy/nginx/standalone.conf */
extern const char embedded_nginx_down[];       /* deploy/nginx/down.html */
extern const char embedded_nginx_slow[];       /* deploy/nginx/slow.html */

#endif
