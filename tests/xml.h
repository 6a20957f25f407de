/*
 * xml.h - checks with an independent parser (expat) that a text is XML
 */
#ifndef XML_H
#define XML_H

#include <check.h>
#include <expat.h>
#include <string.h>

static inline void ck_xml(const char *text)
{
    XML_Parser parser = XML_ParserCreateNS(NULL, ' ');
    const enum XML_Status status = XML_Parse(parser, text, (int)strlen(text), XML_TRUE);

    ck_assert_msg(status == XML_STATUS_OK, "%s in line %lu of %s",
                  XML_ErrorString(XML_GetErrorCode(parser)),
                  XML_GetCurrentLineNumber(parser), text);
    XML_ParserFree(parser);
}

#endif
