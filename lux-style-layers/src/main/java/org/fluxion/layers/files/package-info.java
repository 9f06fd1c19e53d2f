/** Files of named tensors in the safetensors format, which other tools read and write. */
@NullMarked
package org.fluxion.layers.files;

import org.jspecify.annotations.NullMarked;
