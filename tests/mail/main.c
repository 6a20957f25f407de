/*
 * main.c - tests of lib/mail
 */
#include "suite.h"

Suite *mail_message_suite(void);

int main(void)
{
    return SUITES_RUN(mail_message_suite());
}
