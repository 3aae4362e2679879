/// How orders end, in SQL: the one statement behind everybody who ends some. Its parts are
/// expressions over the order `o`.
struct EndingSQL {
  /// A query of the ids, each row locked: of all who try at once exactly one gets an order.
  let chosen: String
  var outcome = "'failed'"
  let reason: String
  var note = "null"
  let by: String
  var subject = "null"
  let at: String
  var reportPhoto = "o.report_photo_sha256"
  /// The order in which the ended orders come back.
  var order = "o.id"

  var text: String {
    """
    with chosen as (
      \(chosen)
    ),
    ended as (
      update orders.orders o
      set    status   = \(outcome),
             outcome  = \(outcome),
             reason   = \(reason),
             note     = \(note),
             ended_by = \(by),
             ended_at = \(at),
             report_photo_sha256 = \(reportPhoto),
             version  = o.version + 1
      from   chosen
      where  o.id = chosen.id
      returning o.*
    ),
    told as (
      insert into orders.order_history
             (order_id, version, event, at, by_role, by_subject, reason, note)
      select id, version, status, ended_at, ended_by, \(subject), reason, note
      from   ended
    )
    select \(Order.columns)
    from   ended o
    order  by \(order)
    """
  }
}
