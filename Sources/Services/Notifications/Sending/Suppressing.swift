extension MailSQL {
  /// Has addresses not written to any more. Who is not already stays as it was noted.
  ///
  /// - Parameter rows: a query or list of rows of address, since, reason, source, and which manager
  ///   says so.
  static func suppress(_ rows: String) -> String {
    """
    insert into suppressed as s (address_key, since, reason, source, noted_by)
    \(rows)
    on conflict (address_key) do update
    set    since     = excluded.since,
           reason    = excluded.reason,
           source    = excluded.source,
           noted_by  = excluded.noted_by,
           lifted_at = null,
           lifted_by = null
    where  s.lifted_at is not null
    """
  }

  /// The rows of a mail that has just failed, for ``suppress(_:)``, from a row source named `moved`.
  static func failed(_ source: String) -> String {
    """
    select lower(address collate "C"), $now, coalesce($text, ''), '\(source)', null
    from   moved
    where  $suppresses::bool
    """
  }
}
