import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// clients say by what they pay.
extension ClientBillingModule {
  /// `GET /api/client-billing/payment-methods`: the caller's own, the oldest first.
  @Sendable func listPaymentMethods(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let client = try await client(try context.require(.client))
    return json(PaymentMethodList(methods: try await paymentMethods(of: client)))
  }

  /// `POST /api/client-billing/payment-methods`: 201 with the provider's page.
  @Sendable func addPaymentMethod(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let caller = try context.require(.client)
    let client = try await client(caller)
    let form = try await request.form(context)
    let adapter = try wantedAdapter(form)
    let key = try request.requireIdempotencyKey(caller, form.digest)
    return try await addMethod(by: adapter, for: client, key) { made in
      StoredAnswer(
        PaymentMethodView(method: made), status: .created,
        location: "/api/client-billing/payment-methods/\(made.id.wire)")
    }
  }

  /// Whom a form names that is to be paid through.
  ///
  /// - Throws: a 400 problem for whom there is not.
  func wantedAdapter(_ form: Form) throws -> any PaymentAdapter {
    let adapter = adapter(named: form.text("adapter", 1...50))
    if adapter == nil { form.mistake(in: "adapter", .unknownAdapter) }
    try form.finish()
    guard let adapter else { throw Problem.notFound }
    return adapter
  }

  /// Opens a page of the provider's and keeps a way to pay that is to be authorised there, once per
  /// key.
  ///
  /// - Throws: 409 `too-many-ways-to-pay`; as ``enrol(_:of:by:at:)``.
  func addMethod(
    by adapter: any PaymentAdapter, for client: UUID, _ key: IdempotencyKey,
    answer: @Sendable (PaymentMethod) -> StoredAnswer
  ) async throws -> Response {
    let now = clock.now()
    let id = UUID(of: key)
    let known = try await paymentMethods(of: client)
    let open = known.count { $0.state == .toAuthorise }
    guard
      open < PaymentMethod.mostOpen && known.count < PaymentMethod.most
        || known.contains(where: { $0.id == id })
    else { throw Problem.tooManyWays }
    let wanted = try await enrol(id, of: client, by: adapter, at: now)
    return try await database.withIdempotency(key, at: now) { transaction in
      guard let made = try await transaction.one(wanted) else { throw Problem.notFound }
      return answer(made)
    }
  }

  /// `DELETE /api/client-billing/payment-methods/{id}`: 204. What is under way by it goes on.
  @Sendable func removePaymentMethod(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let client = try await client(try context.require(.client))
    return try await removeMethod(try context.id(), of: client, answer: .noContent)
  }

  /// - Throws: 404 for what is not there, or somebody else's.
  func removeMethod(
    _ id: UUID, of client: UUID, _ key: IdempotencyKey? = nil, answer: StoredAnswer
  ) async throws -> Response {
    try await database.withIdempotency(key, at: clock.now()) { transaction in
      _ = try await transaction.lockAccount(of: client)
      let removed = try await transaction.one(EndMethod(id: id, client: client, state: .removed))
      guard removed != nil else { throw Problem.notFound }
      return answer
    }
  }

  /// `PUT /api/client-billing/payment-methods/{id}/default`: what is not paid is tried by it at once.
  @Sendable func setDefaultMethod(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let id = try context.id()
    return try await refusals.watching("default", of: ExactText(id.wire), by: context) {
      let client = try await client(try context.require(.client))
      return try await makeUsual(id, of: client) { StoredAnswer(PaymentMethodView(method: $0)) }
    }
  }

  /// Makes a way to pay the one that is collected by.
  ///
  /// - Throws: 404 for what is not there, or somebody else's; 409 for one that is not active.
  func makeUsual(
    _ id: UUID, of client: UUID, _ key: IdempotencyKey? = nil,
    answer: @Sendable (PaymentMethod) -> StoredAnswer
  ) async throws -> Response {
    let now = clock.now()
    return try await database.withIdempotency(key, at: now) { transaction in
      _ = try await transaction.lockAccount(of: client)
      guard let found = try await transaction.one(FindPaymentMethod(id: id, client: client)) else {
        throw Problem.notFound
      }
      guard found.state == .active else { throw Problem.methodNotActive }
      if found.isDefault { return answer(found) }
      transaction.enqueue(ForgetDefault(client: client))
      let made = try await transaction.one(MakeDefault(id: id, client: client, now: now))
      collecting.beginAnew(with: client, transaction, at: now)
      return answer(made ?? found)
    }
  }
}

/// A way to pay as its client is shown it.
struct PaymentMethodView: JSONWritable {
  let method: PaymentMethod

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", method.id)
    writer.field("adapter", method.adapter)
    writer.field("state", method.state.rawValue)
    writer.field("label", method.label)
    writer.field("default", method.isDefault)
    writer.field(
      "authorise_url", method.state == .toAuthorise ? method.authoriseURL : nil)
    writer.field("added_at", method.madeAt)
    writer.endObject()
  }
}

struct PaymentMethodList: JSONWritable {
  let methods: [PaymentMethod]

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("items")
    writer.beginArray()
    for method in methods { PaymentMethodView(method: method).write(to: &writer) }
    writer.endArray()
    writer.endObject()
  }
}

/// A client's, unless it was removed.
struct FindPaymentMethod: Statement {
  static let sql = """
    select \(PaymentMethod.columns)
    from   client_billing.payment_method m
    where  m.id = $1
    and    m.client_id = $2
    and    m.state <> 'removed'
    """

  let id: UUID
  let client: UUID
  var bindings: Bindings { [id, client] }
  static func decode(_ row: inout RowReader) throws -> PaymentMethod {
    try PaymentMethod(row: &row)
  }
}

extension MistakeReason {
  fileprivate static let unknownAdapter = Self(
    code: "unknown-adapter", "is no way to pay that there is")
}

extension Problem {
  static let methodNotActive = Problem.conflict(
    "method-not-active",
    "This way to pay is not authorised, or was refused. Choose another one, or add it anew.")
}

extension Problem {
  fileprivate static let tooManyWays = Problem.conflict(
    "too-many-ways-to-pay",
    """
    At most \(PaymentMethod.mostOpen) may wait to be authorised, and \(PaymentMethod.most) be there \
    in all: remove one first.
    """)
}
