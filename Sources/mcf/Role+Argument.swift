public import ArgumentParser
public import ServiceKit

extension Role: ExpressibleByArgument {}
