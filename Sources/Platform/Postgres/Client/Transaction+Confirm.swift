extension Transaction {
  /// For whoever gives an answer again: makes this commit wait for what the commits before it had to
  /// wait for, although nothing is written.
  ///
  /// Under synchronous replication a transaction that only reads does not wait for the standby, and
  /// it may have read what another one has committed here and nowhere else, because somebody has
  /// ended its wait. This one's commit stands behind that in the log.
  public func confirmWhatWasRead() { enqueue(WriteNothing()) }
}

/// A record in the log that nobody reads; it needs no right.
private struct WriteNothing: Statement {
  static let sql = "select pg_logical_emit_message(true, 'mcf', '')"
}
