package org.hbaseha.controller.admin.preflight;

/** May a controller whose configured mode is automatic act? Sentences are for operators. */
public sealed interface PreflightAnswer {

    /** All was seen that could forbid it, and nothing does. */
    record Passed() implements PreflightAnswer {}

    /** Nothing forbids it, and something that could was not to be seen: who asks again may know more. */
    record NotSeen(String sentence) implements PreflightAnswer {}

    record Forbidden(String sentence) implements PreflightAnswer {}
}
