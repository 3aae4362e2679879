import Billing

/// A client's ways to pay, and by which of them something can be collected.
struct WaysToPay: Sendable {
  /// The oldest first, whatever became of them.
  let all: [PaymentMethod]
  /// Those that are active, and whose provider there still is.
  let usable: [PaymentMethod]

  /// - Parameter adapters: by which clients can pay.
  init(_ methods: [PaymentMethod], by adapters: [any PaymentAdapter]) {
    all = methods
    usable = methods.filter { method in
      method.state == .active
        && adapters.contains { type(of: $0).name.utf8.elementsEqual(method.adapter.utf8) }
    }
  }

  /// What is collected by; nil: nothing is.
  var usual: PaymentMethod? { usable.first(where: \.isDefault) }
}
