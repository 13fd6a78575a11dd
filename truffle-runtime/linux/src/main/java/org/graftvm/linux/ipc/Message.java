package org.graftvm.linux.ipc;

/** @param type positive @param text what struct msgbuf has behind the type */
@SuppressWarnings("ArrayRecordComponent")
public record Message(long type, byte[] text) {}
