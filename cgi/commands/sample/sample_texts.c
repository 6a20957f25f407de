/*
 * sample_texts.c - the files of this folder, which the build compiles in
 */
#include <stddef.h>

#include "sample_texts.h"

extern const char sample_calendar_es_md[];
extern const char sample_complaint_es_md[];
extern const char sample_complaint_es_txt[];
extern const char sample_debate_en_md[];
extern const char sample_debate_en_txt[];
extern const char sample_debate_es_md[];
extern const char sample_debate_es_txt[];
extern const char sample_measure_es_md[];
extern const char sample_reviews_es_md[];
extern const char sample_reviews_es_txt[];

const struct sample_text sample_texts[] = {
    { "calendar.es", sample_calendar_es_md, NULL },
    { "measure.es", sample_measure_es_md, NULL },
    { "debate.es", sample_debate_es_md, sample_debate_es_txt },
    { "debate.en", sample_debate_en_md, sample_debate_en_txt },
    { "reviews.es", sample_reviews_es_md, sample_reviews_es_txt },
    { "complaint.es", sample_complaint_es_md, sample_complaint_es_txt },
    { NULL, NULL, NULL },
};
