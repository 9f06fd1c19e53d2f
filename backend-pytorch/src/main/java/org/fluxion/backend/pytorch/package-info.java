/** PyTorch behind the interface: reverse mode by libtorch's autograd. Found as {@code pytorch}. */
@NullMarked
package org.fluxion.backend.pytorch;

import org.jspecify.annotations.NullMarked;
